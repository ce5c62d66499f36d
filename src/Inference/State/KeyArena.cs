using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Streaming.Inference.State;

/// <summary>The bytes of a partition's keys, in pages that never move.</summary>
internal sealed class KeyArena
{
    // Invariants. A block is a run of 8-byte units inside one page: two bytes of length, then the key. Its number is its first unit's,
    // counted over all pages; unit 0 is never given out, so that 0 means no key. A freed block keeps its size and waits in the list of
    // that size, linked through its own first four bytes; so churn of keys of like length needs no new memory.

    /// <summary>The longest key, bytes.</summary>
    public const int MaxKeyLength = 4_096;

    private const int UnitBytes = 8;
    private const int LengthBytes = 2;
    private const int PageUnits = 8 * 1024;
    private const int MaxUnits = (MaxKeyLength + LengthBytes + UnitBytes - 1) / UnitBytes;

    private readonly List<byte[]> _pages = [new byte[PageUnits * UnitBytes]];
    private readonly uint[] _freed = new uint[MaxUnits + 1];
    private uint _next = 1;

    /// <summary>Memory held, bytes.</summary>
    public long Bytes => (long)_pages.Count * PageUnits * UnitBytes;

    /// <summary>The key in a block.</summary>
    public ReadOnlySpan<byte> this[uint block]
    {
        get
        {
            var bytes = At(block);
            return bytes.Slice(LengthBytes, BinaryPrimitives.ReadUInt16LittleEndian(bytes));
        }
    }

    /// <summary>Copies a key in and gives its block's number.</summary>
    public uint Add(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKeyLength, nameof(key));
        var block = Take(UnitsOf(key.Length));
        var bytes = At(block);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)key.Length);
        key.CopyTo(bytes[LengthBytes..]);
        return block;
    }

    /// <summary>Gives a block back.</summary>
    public void Free(uint block)
    {
        var bytes = At(block);
        var units = UnitsOf(BinaryPrimitives.ReadUInt16LittleEndian(bytes));
        MemoryMarshal.Write(bytes, _freed[units]);
        _freed[units] = block;
    }

    private static int UnitsOf(int keyLength) => (keyLength + LengthBytes + UnitBytes - 1) / UnitBytes;

    private uint Take(int units)
    {
        var block = _freed[units];
        if (block != 0)
        {
            _freed[units] = MemoryMarshal.Read<uint>(At(block));
            return block;
        }

        if ((_next % PageUnits) + units > PageUnits || _next == _pages.Count * (long)PageUnits)
        {
            _next = checked((uint)_pages.Count * PageUnits);
            _pages.Add(new byte[PageUnits * UnitBytes]);
        }

        block = _next;
        _next += (uint)units;
        return block;
    }

    private Span<byte> At(uint block) => _pages[(int)(block / PageUnits)].AsSpan((int)(block % PageUnits) * UnitBytes);
}
