using Streaming.Inference.Checkpoints;
using Streaming.Model.State;

namespace Streaming.Inference.Changelogs;

/// <summary>What one partition of a changelog holds of one state id: of every record key the latest record, as compaction leaves it.</summary>
public sealed class StoredStates
{
    // One thread at a time.
    private readonly Dictionary<byte[], StoredRecord> _records = new(RecordKeys.Comparer);
    private readonly Dictionary<byte[], StoredRecord>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly bool _keepsValues;
    private byte[]? _resetKey;
    private int _resets;

    internal StoredStates(int partition, string store, string stateId, bool keepsValues)
    {
        Partition = partition;
        Store = store;
        StateId = stateId;
        _keepsValues = keepsValues;
        _lookup = _records.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The partition.</summary>
    public int Partition { get; }

    /// <summary>The store's name.</summary>
    public string Store { get; }

    /// <summary>The state id.</summary>
    public string StateId { get; }

    /// <summary>Where the states stand; null without a marker.</summary>
    public StoredMarker? Marker { get; private set; }

    /// <summary>Keys with a state that a restore would bring back.</summary>
    public long Keys => Live.LongCount();

    /// <summary>Bytes of the records of those keys.</summary>
    public long Bytes => Live.Sum(record => (long)record.Size);

    /// <summary>When the latest event of any of those keys happened, microseconds since the Unix epoch; null without one.</summary>
    public long? LastEventTime => Live.Max(record => record.LastEventTime);

    /// <summary>The values of those keys, where they were kept.</summary>
    public IEnumerable<byte[]> Values => Live.Select(record => record.Value).OfType<byte[]>();

    /// <summary>The record keys of everything that is not deleted: also of states that a reset has made restores forget.</summary>
    public IEnumerable<byte[]> RecordKeysOfStates => _records.Keys;

    private IEnumerable<StoredRecord> Live => _records.Values.Where(record => record.Resets == _resets);

    /// <summary>
    /// The records that take this state id out of the partition, in order: a reset first, so that a restore that sees only some of them
    /// finds nothing at all instead of half the keys; then tombstones for every state, the marker, and the reset itself.
    /// </summary>
    public IEnumerable<(byte[] Key, byte[]? Value)> Removal()
    {
        var reset = _resetKey ?? RecordKey(ChangelogKeyKind.Reset);
        yield return (reset, [1]);
        foreach (var key in _records.Keys)
        {
            yield return (key, null);
        }

        yield return (RecordKey(ChangelogKeyKind.Marker), null);
        yield return (reset, null);
    }

    /// <summary>Whether there is nothing: all was deleted.</summary>
    internal bool IsEmpty => _records.Count == 0 && Marker is null && _resetKey is null;

    internal void Take(in ChangelogKeyView view, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isTombstone)
    {
        switch (view.Kind)
        {
            case ChangelogKeyKind.Reset:
                _resets++;
                _resetKey = isTombstone ? null : key.ToArray();
                Marker = null;
                break;
            case ChangelogKeyKind.Marker:
                Marker = !isTombstone && MarkerCodec.TryDecode(value, out _) is { } marker
                    ? new StoredMarker(marker.Offset, marker.StreamTime, marker.Group)
                    : null;
                break;
            default:
                Put(key, value, isTombstone);
                break;
        }
    }

    private void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isTombstone)
    {
        if (isTombstone)
        {
            _lookup.Remove(key);
            return;
        }

        long? time = KeyStateCodec.TryDecode(value, out var state) ? state.Header.LastEventTime : null;
        _lookup[key] = new StoredRecord(key.Length + value.Length, time, _resets, _keepsValues ? value.ToArray() : null);
    }

    private byte[] RecordKey(ChangelogKeyKind kind)
    {
        var store = System.Text.Encoding.UTF8.GetBytes(Store);
        var key = new byte[ChangelogKeyCodec.Size(store, default)];
        ChangelogKeyCodec.Encode(key, kind, store, System.Text.Encoding.ASCII.GetBytes(StateId), default);
        return key;
    }
}
