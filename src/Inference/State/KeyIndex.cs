namespace Streaming.Inference.State;

/// <summary>From key to slot, by extendible hashing: it grows one small segment at a time, never all at once.</summary>
internal sealed class KeyIndex(SlotSlabs slots, KeyArena keys)
{
    // Invariants. The directory has 2^_depth entries; the first _depth bits of a hash choose one. A segment of depth d is named by
    // 2^(_depth - d) neighbouring entries. Only the directory is ever doubled: a reference per segment, some KiB for millions of keys.
    // Segments use up to 22 high bits and the ten low ones of the 32-bit hash, so no bit has two uses.
    private const int HashBits = 32;
    private const int MaxDepth = 22;

    private IndexSegment[] _directory = [new IndexSegment(depth: 0)];
    private int _depth;
    private int _segments = 1;

    /// <summary>Memory held, bytes.</summary>
    public long Bytes => ((long)_segments * IndexSegment.Size * sizeof(ulong)) + (_directory.Length * (long)IntPtr.Size);

    /// <summary>The slot of a key, or false.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, uint hash, out int slot)
    {
        var segment = SegmentOf(hash);
        for (var place = IndexSegment.Home(hash); segment.TryRead(place, out var found, out slot); place = IndexSegment.Next(place))
        {
            if (found == hash && keys[slots.KeyBlock(slot)].SequenceEqual(key))
            {
                return true;
            }
        }

        slot = -1;
        return false;
    }

    /// <summary>Adds a slot whose key is not in the index.</summary>
    public void Add(uint hash, int slot)
    {
        var segment = SegmentOf(hash);
        while (segment.Count >= IndexSegment.Full)
        {
            Split(segment, hash);
            segment = SegmentOf(hash);
        }

        segment.Add(hash, slot);
    }

    /// <summary>Removes a slot.</summary>
    public void Remove(uint hash, int slot) => SegmentOf(hash).Remove(hash, slot);

    private IndexSegment SegmentOf(uint hash) => _directory[_depth == 0 ? 0 : hash >> (HashBits - _depth)];

    private void Split(IndexSegment segment, uint hash)
    {
        if (segment.Depth == _depth)
        {
            Deepen();
        }

        var span = 1 << (_depth - segment.Depth);
        var first = (int)(hash >> (HashBits - _depth)) & -span;
        var sibling = segment.Split();
        _directory.AsSpan(first + (span / 2), span / 2).Fill(sibling);
        _segments++;
    }

    private void Deepen()
    {
        if (_depth == MaxDepth)
        {
            throw new InvalidOperationException("The partition holds more keys than its index can address.");
        }

        var directory = new IndexSegment[_directory.Length * 2];
        for (var i = 0; i < directory.Length; i++)
        {
            directory[i] = _directory[i / 2];
        }

        _directory = directory;
        _depth++;
    }
}
