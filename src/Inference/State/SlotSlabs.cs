using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Streaming.Model.State;

namespace Streaming.Inference.State;

/// <summary>The key states of a partition: one slot per key, in slabs of fixed size that never move.</summary>
internal sealed class SlotSlabs
{
    // Invariants. A slot is a run of 8-byte words inside one slab, so that all of a key's state shares its cache lines:
    //   0 last event time | 1 count | 2 key block (low half), mark (high half) | 3 source offset | 4.. vector, two floats a word
    // A slot is free exactly if its key block is 0; free slots are linked through word 0. A rented slot is new: header New, vector zero.
    private const int HeaderWords = 4;
    private const int SlabBytes = 128 * 1024;
    private const int NoSlot = -1;

    private readonly List<long[]> _slabs = [];
    private readonly int _vectorLength;
    private readonly int _words;
    private readonly int _slabShift;
    private readonly int _slabMask;
    private int _used;
    private int _firstFree = NoSlot;

    public SlotSlabs(int vectorLength)
    {
        _vectorLength = vectorLength;
        VectorWords = (vectorLength + 1) / 2;
        _words = HeaderWords + VectorWords;
        _slabShift = Math.Max(4, BitOperations.Log2((uint)(SlabBytes / sizeof(long) / _words)));
        _slabMask = (1 << _slabShift) - 1;
    }

    /// <summary>8-byte words of a vector.</summary>
    public int VectorWords { get; }

    /// <summary>Slots that exist, free ones included: their numbers are below this.</summary>
    public int Capacity => _used;

    /// <summary>Free slots below <see cref="Capacity"/>.</summary>
    public int Free { get; private set; }

    /// <summary>Bytes of one slot.</summary>
    public int SlotBytes => _words * sizeof(long);

    /// <summary>Memory held, bytes.</summary>
    public long Bytes => (long)_slabs.Count * _words * sizeof(long) << _slabShift;

    /// <summary>The header of a slot.</summary>
    public ref KeyStateHeader Header(int slot) => ref Unsafe.As<long, KeyStateHeader>(ref Word(slot, 0));

    /// <summary>The key block of a slot; 0 while it is free.</summary>
    public ref uint KeyBlock(int slot) => ref Unsafe.As<long, uint>(ref Word(slot, 2));

    /// <summary>What the owner marks a slot with; 0 when rented.</summary>
    public ref uint Mark(int slot) => ref Unsafe.Add(ref KeyBlock(slot), 1);

    /// <summary>The source offset of a slot's last event.</summary>
    public ref long SourceOffset(int slot) => ref Word(slot, 3);

    /// <summary>The vector of a slot.</summary>
    public Span<float> Vector(int slot) => MemoryMarshal.Cast<long, float>(Words(slot))[.._vectorLength];

    /// <summary>The vector of a slot as words.</summary>
    public Span<long> Words(int slot) =>
        _slabs[slot >> _slabShift].AsSpan(((slot & _slabMask) * _words) + HeaderWords, VectorWords);

    /// <summary>A new slot for a key.</summary>
    public int Rent(uint keyBlock)
    {
        var slot = _firstFree;
        if (slot != NoSlot)
        {
            _firstFree = (int)Word(slot, 0);
            Free--;
            Words(slot).Clear();
        }
        else
        {
            slot = _used;
            if (slot >> _slabShift == _slabs.Count)
            {
                _slabs.Add(new long[_words << _slabShift]);
            }

            _used = checked(slot + 1);
        }

        Header(slot) = KeyStateHeader.New;
        KeyBlock(slot) = keyBlock;
        Mark(slot) = 0;
        SourceOffset(slot) = 0;
        return slot;
    }

    /// <summary>Frees a slot.</summary>
    public void Return(int slot)
    {
        KeyBlock(slot) = 0;
        Word(slot, 0) = _firstFree;
        _firstFree = slot;
        Free++;
    }

    private ref long Word(int slot, int word) => ref _slabs[slot >> _slabShift][((slot & _slabMask) * _words) + word];
}
