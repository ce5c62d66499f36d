using System.IO.Hashing;
using System.Runtime.InteropServices;
using Streaming.Model.State;

namespace Streaming.Inference.State;

/// <summary>
/// All key states of one partition, with the stream time and the committable offset that belong to them. Per key it takes 32 bytes,
/// 4 for every float of hidden state and statistics and for every recent id (rounded up to 8), the key's length and 2 rounded up to 8,
/// and 10 to 20 of index: 194 to 204 bytes for S = 32, no statistics and a key of 16 digits.
/// </summary>
internal sealed partial class StatePartition
{
    // One thread at a time: only the lane's score block touches a state partition once its lane is open.
    //
    // Invariants. A key is in the index exactly if it has a state. States are changed in place; the first change of a key in the filling
    // checkpoint is preceded by Touch, which keeps a before-image. The mark of a slot is the filling set's number if it was touched in it.
    // Stream time never goes back but by undo.

    // Keys come from outside: with a fixed hash someone could send keys that all fall into one segment.
    private static readonly long Seed = Random.Shared.NextInt64();

    private readonly StateShape _shape;
    private readonly KeyArena _keys = new();
    private readonly SlotSlabs _slots;
    private readonly KeyIndex _index;
    private readonly long _ttl;
    private readonly bool _undoable;

    /// <param name="shape">What a key state holds.</param>
    /// <param name="ttl">Event time after which a silent key is forgotten; null for never.</param>
    /// <param name="undoable">Whether before-images are kept.</param>
    public StatePartition(StateShape shape, TimeSpan? ttl, bool undoable)
    {
        _shape = shape;
        _slots = new SlotSlabs(shape.Length);
        _index = new KeyIndex(_slots, _keys);
        _ttl = ttl is { } limit ? limit.Ticks / TimeSpan.TicksPerMicrosecond : long.MaxValue;
        _undoable = undoable;
        _committing = new BeforeImages(_slots);
        _filling = new BeforeImages(_slots);
    }

    /// <summary>Keys that have a state.</summary>
    public int Count { get; private set; }

    /// <summary>Memory held, bytes.</summary>
    public long Bytes => _keys.Bytes + _slots.Bytes + _index.Bytes + _committing.Bytes + _filling.Bytes;

    /// <summary>Of <see cref="Bytes"/>, what new keys could still use without more memory.</summary>
    public long FreeBytes => (long)_slots.Free * _slots.SlotBytes;

    /// <summary>The highest event time shown so far, microseconds; <see cref="KeyStateHeader.Never"/> before the first event.</summary>
    public long StreamTime { get; private set; } = KeyStateHeader.Never;

    /// <summary>The offset of the next record to score.</summary>
    public long Position { get; private set; }

    /// <summary>Sets where the partition stands, before its lane opens.</summary>
    public void StandAt(long position, long streamTime)
    {
        Position = position;
        StreamTime = streamTime;
        _filling.Position = position;
        _filling.StreamTime = streamTime;
        _committedStreamTime = streamTime;
    }

    /// <summary>An event was shown; gives the stream time at it.</summary>
    public long Observe(long eventTime) => StreamTime = Math.Max(StreamTime, eventTime);

    /// <summary>All below this offset is scored.</summary>
    public void MoveTo(long position) => Position = position;

    /// <summary>The slot of a key, made if there is none: header New, vector zero, to be <see cref="Settle"/>d.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> key)
    {
        var hash = Hash(key);
        if (!_index.TryFind(key, hash, out var slot))
        {
            slot = _slots.Rent(_keys.Add(key));
            _index.Add(hash, slot);
            Count++;
        }

        return slot;
    }

    /// <summary>The slot of a key, or false.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, out int slot) => _index.TryFind(key, Hash(key), out slot);

    /// <summary>The header of a slot.</summary>
    public ref KeyStateHeader Header(int slot) => ref _slots.Header(slot);

    /// <summary>The source offset of a slot's last event.</summary>
    public ref long SourceOffset(int slot) => ref _slots.SourceOffset(slot);

    /// <summary>The hidden state of a slot.</summary>
    public Span<float> Hidden(int slot) => _slots.Vector(slot)[.._shape.Hidden];

    /// <summary>The running statistics of a slot.</summary>
    public Span<float> Statistics(int slot) => _slots.Vector(slot).Slice(_shape.Hidden, _shape.Statistics);

    /// <summary>Hashes of the key's last ids, newest last; 0 where there was none yet.</summary>
    public Span<uint> RecentIds(int slot) => MemoryMarshal.Cast<float, uint>(_slots.Vector(slot)[(_shape.Hidden + _shape.Statistics)..]);

    /// <summary>The key of a slot.</summary>
    public ReadOnlySpan<byte> KeyOf(int slot) => _keys[_slots.KeyBlock(slot)];

    /// <summary>Whether a key is forgotten at a stream time: decided at access, in offset order, so that sweeping changes no score.</summary>
    public bool IsExpired(int slot, long streamTime)
    {
        ref var header = ref _slots.Header(slot);
        return header.Count > 0 && streamTime - header.LastEventTime > _ttl;
    }

    /// <summary>Makes the state of a slot that of a new key.</summary>
    public void StartOver(int slot)
    {
        _slots.Header(slot) = KeyStateHeader.New;
        _slots.Words(slot).Clear();
    }

    /// <summary>Takes a slot out again that was added for an event which then did not step it.</summary>
    public void Settle(int slot)
    {
        if (_slots.KeyBlock(slot) != 0 && _slots.Header(slot).Count == 0)
        {
            Discard(slot);
        }
    }

    private static uint Hash(ReadOnlySpan<byte> key) => (uint)(XxHash3.HashToUInt64(key, Seed) >> 32);

    private void Discard(int slot)
    {
        Unlink(slot);
        Release(slot);
    }

    private void Unlink(int slot)
    {
        _index.Remove(Hash(KeyOf(slot)), slot);
        Count--;
    }

    private void Relink(int slot)
    {
        _index.Add(Hash(KeyOf(slot)), slot);
        Count++;
    }

    private void Release(int slot)
    {
        _keys.Free(_slots.KeyBlock(slot));
        _slots.Return(slot);
    }
}
