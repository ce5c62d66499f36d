using System.Text;
using Streaming.Inference.Ports;
using Streaming.Model.State;

namespace Streaming.Inference.Checkpoints;

/// <summary>Writes and tells apart the changelog records of one store and one state id.</summary>
internal sealed class ChangelogCodec(StateOrigin origin, string stateId)
{
    private static readonly byte[] ResetValue = [1];

    private readonly byte[] _store = Encoding.UTF8.GetBytes(origin.Store);
    private readonly byte[] _stateId = Encoding.ASCII.GetBytes(stateId);

    /// <summary>Whether a record belongs to this store.</summary>
    public bool IsStore(in ChangelogKeyView key) => key.Store.SequenceEqual(_store);

    /// <summary>Whether a record belongs to this state id: a state made under another is never used.</summary>
    public bool IsStateId(in ChangelogKeyView key) => key.StateId.SequenceEqual(_stateId);

    /// <summary>A key's state.</summary>
    public void AddState(
        ChangelogRecords records,
        ReadOnlySpan<byte> key,
        long sourceOffset,
        KeyStateHeader header,
        ReadOnlySpan<float> statistics,
        ReadOnlySpan<float> hidden,
        ReadOnlySpan<uint> recentIds)
    {
        var first = recentIds.IndexOfAnyExcept(0u);
        var ids = first < 0 ? default : recentIds[first..];
        records.Add(
            ChangelogKeyCodec.Size(_store, key),
            KeyStateCodec.Size(statistics.Length, hidden.Length, ids.Length),
            out var recordKey,
            out var value);
        ChangelogKeyCodec.Encode(recordKey, ChangelogKeyKind.KeyState, _store, _stateId, key);
        KeyStateCodec.Encode(value, sourceOffset, header, statistics, hidden, ids);
    }

    /// <summary>A key that has no state any more.</summary>
    public void AddTombstone(ChangelogRecords records, ReadOnlySpan<byte> key) =>
        ChangelogKeyCodec.Encode(
            records.AddTombstone(ChangelogKeyCodec.Size(_store, key)), ChangelogKeyKind.KeyState, _store, _stateId, key);

    /// <summary>What a marker at a position says.</summary>
    public Marker MarkerAt(long offset, long streamTime) =>
        new(offset, streamTime, origin.Group, origin.TopicId, origin.PartitionCount, origin.KeySecretId);

    /// <summary>A checkpoint's position.</summary>
    public void AddMarker(ChangelogRecords records, Marker marker) => Add(records, ChangelogKeyKind.Marker, MarkerCodec.Encode(marker));

    /// <summary>Restore forgets all that it read before.</summary>
    public void AddReset(ChangelogRecords records) => Add(records, ChangelogKeyKind.Reset, ResetValue);

    private void Add(ChangelogRecords records, ChangelogKeyKind kind, ReadOnlySpan<byte> value)
    {
        records.Add(ChangelogKeyCodec.Size(_store, default), value.Length, out var recordKey, out var recordValue);
        ChangelogKeyCodec.Encode(recordKey, kind, _store, _stateId, default);
        value.CopyTo(recordValue);
    }
}
