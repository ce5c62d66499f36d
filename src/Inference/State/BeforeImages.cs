using System.Runtime.CompilerServices;
using Streaming.Model.State;

namespace Streaming.Inference.State;

/// <summary>The way back from one open checkpoint: what every touched key was before, in the order of touches.</summary>
internal sealed class BeforeImages(SlotSlabs slots)
{
    // Invariants. An entry is a run of words inside one chunk: 0 kind << 32 | slot, 1 last event time, 2 count, 3 source offset,
    // 4.. vector. Chunks are kept when the set is emptied, for the next checkpoint touches about as many keys.
    private const int ChunkEntries = 256;
    private const int FixedWords = 4;
    /// <summary>Belongs to no checkpoint yet.</summary>
    public const long NoCheckpoint = long.MinValue;

    private readonly List<long[]> _chunks = [];
    private readonly int _words = FixedWords + slots.VectorWords;

    /// <summary>Touches so far.</summary>
    public int Count { get; private set; }

    /// <summary>The checkpoint that ended this set; <see cref="NoCheckpoint"/> while it fills, and once it is settled.</summary>
    public long Checkpoint { get; set; } = NoCheckpoint;

    /// <summary>Stream time before the first touch.</summary>
    public long StreamTime { get; set; }

    /// <summary>Committable offset before the first touch.</summary>
    public long Position { get; set; }

    /// <summary>Memory held, bytes.</summary>
    public long Bytes => (long)_chunks.Count * ChunkEntries * _words * sizeof(long);

    /// <summary>Keeps a slot as it is now.</summary>
    public void Add(int slot, TouchKind kind)
    {
        if (Count == _chunks.Count * ChunkEntries)
        {
            _chunks.Add(new long[ChunkEntries * _words]);
        }

        var entry = Entry(Count++);
        entry[0] = ((long)kind << 32) | (uint)slot;
        Unsafe.As<long, KeyStateHeader>(ref entry[1]) = slots.Header(slot);
        entry[3] = slots.SourceOffset(slot);
        slots.Words(slot).CopyTo(entry[FixedWords..]);
    }

    /// <summary>The slot and kind of the <paramref name="index"/>-th touch.</summary>
    public (int Slot, TouchKind Kind) Touch(int index)
    {
        var word = Entry(index)[0];
        return ((int)(uint)word, (TouchKind)(word >> 32));
    }

    /// <summary>Makes the slot of the <paramref name="index"/>-th touch what it was before.</summary>
    public void PutBack(int index)
    {
        var entry = Entry(index);
        var slot = (int)(uint)entry[0];
        slots.Header(slot) = Unsafe.As<long, KeyStateHeader>(ref entry[1]);
        slots.SourceOffset(slot) = entry[3];
        entry[FixedWords..].CopyTo(slots.Words(slot));
    }

    /// <summary>Forgets all touches.</summary>
    public void Clear()
    {
        Count = 0;
        Checkpoint = NoCheckpoint;
    }

    private Span<long> Entry(int index) =>
        _chunks[index / ChunkEntries].AsSpan(index % ChunkEntries * _words, _words);
}
