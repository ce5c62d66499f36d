namespace Streaming.Inference.State;

/// <summary>A small open-addressing table from hash to slot; many of them make an index.</summary>
internal sealed class IndexSegment(int depth)
{
    // Invariants. An entry is hash << 32 | slot + 1; 0 is empty. Linear probing from the hash's low bits, no gap between an entry and
    // its home, so that a search ends at the first empty entry and removal closes the gap by shifting back. The high bits of the hash
    // chose this segment: all entries share their first Depth bits.

    /// <summary>Entries of a segment.</summary>
    public const int Size = 1_024;

    /// <summary>Entries at which it has to be split.</summary>
    public const int Full = Size * 13 / 16;

    private const int Mask = Size - 1;

    private readonly ulong[] _entries = new ulong[Size];

    /// <summary>High bits of the hash that all entries share.</summary>
    public int Depth { get; private set; } = depth;

    /// <summary>Entries in use.</summary>
    public int Count { get; private set; }

    /// <summary>The first place to look for a hash.</summary>
    public static int Home(uint hash) => (int)(hash & Mask);

    /// <summary>The place after a place.</summary>
    public static int Next(int place) => (place + 1) & Mask;

    /// <summary>What is at a place: a hash and a slot, or false.</summary>
    public bool TryRead(int place, out uint hash, out int slot)
    {
        var entry = _entries[place];
        hash = (uint)(entry >> 32);
        slot = (int)(uint)entry - 1;
        return entry != 0;
    }

    public void Add(uint hash, int slot)
    {
        var place = Home(hash);
        while (_entries[place] != 0)
        {
            place = Next(place);
        }

        _entries[place] = ((ulong)hash << 32) | (uint)(slot + 1);
        Count++;
    }

    public void Remove(uint hash, int slot)
    {
        var entry = ((ulong)hash << 32) | (uint)(slot + 1);
        var hole = Home(hash);
        while (_entries[hole] != entry)
        {
            if (_entries[hole] == 0)
            {
                throw new InvalidOperationException("A slot to be removed is not in the index.");
            }

            hole = Next(hole);
        }

        for (var place = Next(hole); _entries[place] != 0; place = Next(place))
        {
            // An entry may move back into the hole unless its home lies behind the hole, up to its place.
            var home = Home((uint)(_entries[place] >> 32));
            if (((place - home) & Mask) >= ((place - hole) & Mask))
            {
                _entries[hole] = _entries[place];
                hole = place;
            }
        }

        _entries[hole] = 0;
        Count--;
    }

    /// <summary>Moves the entries whose next bit is set to a new segment; both share one bit more then.</summary>
    public IndexSegment Split()
    {
        var bit = 1u << (31 - Depth);
        var entries = _entries.ToArray();
        Array.Clear(_entries);
        Count = 0;
        Depth++;
        var sibling = new IndexSegment(Depth);
        foreach (var entry in entries)
        {
            if (entry != 0)
            {
                var hash = (uint)(entry >> 32);
                ((hash & bit) != 0 ? sibling : this).Add(hash, (int)(uint)entry - 1);
            }
        }

        return sibling;
    }
}
