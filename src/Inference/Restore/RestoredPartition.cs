using System.Text;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.State;
using Streaming.Model.State;

namespace Streaming.Inference.Restore;

/// <summary>What a partition of the changelog says, record by record.</summary>
internal sealed class RestoredPartition(ChangelogCodec codec, StateShape shape, Func<StatePartition> newState)
{
    private const long Snapshot = -1;

    // One thread at a time: the changelog reader's, then the opener's.
    private long _records;

    /// <summary>The states of this state id, as of the last record.</summary>
    public StatePartition State { get; private set; } = newState();

    /// <summary>The last marker of this state id.</summary>
    public Marker? Marker { get; private set; }

    /// <summary>The first damage found since the last reset, with its place; null if there is none.</summary>
    public string? Damage { get; private set; }

    /// <summary>Whether there is any record of this state id, or one that nobody can tell.</summary>
    public bool HasRecords { get; private set; }

    /// <summary>Another state id that has states here.</summary>
    public string? OtherStateId { get; private set; }

    /// <summary>Records read; any thread.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>Takes the next record.</summary>
    public void Take(long offset, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isTombstone)
    {
        Interlocked.Increment(ref _records);
        if (!ChangelogKeyCodec.TryDecode(key, out var view, out var damage))
        {
            Spoil(offset, damage);
        }
        else if (codec.IsStore(view) && !codec.IsStateId(view))
        {
            OtherStateId = Encoding.ASCII.GetString(view.StateId);
        }
        else if (codec.IsStore(view))
        {
            HasRecords = true;
            Take(offset, view, value, isTombstone);
        }
    }

    /// <summary>Takes a record of a snapshot, ahead of all that the changelog has more.</summary>
    public void TakeSnapshot(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!ChangelogKeyCodec.TryDecode(key, out var view, out var damage))
        {
            Spoil(Snapshot, damage);
        }
        else if (codec.IsStore(view) && codec.IsStateId(view))
        {
            HasRecords = true;
            Take(Snapshot, view, value, isTombstone: false);
        }
    }

    private void Take(long offset, in ChangelogKeyView key, ReadOnlySpan<byte> value, bool isTombstone)
    {
        switch (key.Kind)
        {
            case ChangelogKeyKind.Reset:
                State = newState();
                Marker = null;
                Damage = null;
                break;
            case ChangelogKeyKind.Marker when isTombstone:
                Marker = null;
                break;
            case ChangelogKeyKind.Marker:
                Marker = MarkerCodec.TryDecode(value, out var markerDamage);
                Spoil(offset, markerDamage);
                break;
            default:
                Put(offset, key.Key, value, isTombstone);
                break;
        }
    }

    private void Put(long offset, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isTombstone)
    {
        if (isTombstone)
        {
            State.Remove(key);
        }
        else if (key.Length > KeyArena.MaxKeyLength)
        {
            Spoil(offset, "the key is too long");
        }
        else if (KeyStateCodec.TryDecode(value, shape.Statistics, shape.Hidden, out var state, out var damage))
        {
            State.Put(key, state);
        }
        else
        {
            Spoil(offset, damage);
        }
    }

    private void Spoil(long offset, string? damage)
    {
        if (damage is not null)
        {
            HasRecords = true;
            Damage ??= FormattableString.Invariant($"the record at offset {offset} is damaged: {damage}");
        }
    }
}
