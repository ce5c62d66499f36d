namespace Streaming.Model.State;

/// <summary>An encoded changelog key, read in place.</summary>
public readonly ref struct ChangelogKeyView
{
    internal ChangelogKeyView(ChangelogKeyKind kind, ReadOnlySpan<byte> store, ReadOnlySpan<byte> stateId, ReadOnlySpan<byte> key)
    {
        Kind = kind;
        Store = store;
        StateId = stateId;
        Key = key;
    }

    /// <summary>What the record is about.</summary>
    public ChangelogKeyKind Kind { get; }

    /// <summary>The store's name, UTF-8.</summary>
    public ReadOnlySpan<byte> Store { get; }

    /// <summary>The state id, 12 hex digits in ASCII.</summary>
    public ReadOnlySpan<byte> StateId { get; }

    /// <summary>The key; empty but for a key state.</summary>
    public ReadOnlySpan<byte> Key { get; }
}
