using System.Runtime.InteropServices;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Streaming.Model.State;

/// <summary>An encoded key state, checked and read in place.</summary>
public readonly ref struct KeyStateView
{
    private readonly ReadOnlySpan<byte> _value;

    internal KeyStateView(ReadOnlySpan<byte> value) => _value = value;

    /// <summary>Offset in the input of the last event that the state contains.</summary>
    public long SourceOffset => ReadInt64LittleEndian(_value[KeyStateFormat.SourceOffset..]);

    /// <summary>Last event time and count.</summary>
    public KeyStateHeader Header =>
        new(ReadInt64LittleEndian(_value[KeyStateFormat.LastEventTime..]), ReadInt64LittleEndian(_value[KeyStateFormat.Count..]));

    /// <summary>How many recent ids it holds.</summary>
    public int RecentIdCount => (_value[KeyStateFormat.Flags] & KeyStateFormat.HasRecentIds) == 0 ? 0 : _value[RecentIds];

    /// <summary>Floats of running statistics.</summary>
    public int StatisticsLength => ReadInt32LittleEndian(_value[KeyStateFormat.StatisticsLength..]);

    /// <summary>Floats of hidden state.</summary>
    public int VectorLength => ReadInt32LittleEndian(_value[KeyStateFormat.VectorLength..]);

    private int Vector => KeyStateFormat.Body + (sizeof(float) * StatisticsLength);

    private int RecentIds => Vector + (sizeof(float) * VectorLength);

    /// <summary>Copies the running statistics out.</summary>
    public void CopyStatisticsTo(Span<float> destination) =>
        Copy(KeyStateFormat.Body, MemoryMarshal.Cast<float, uint>(destination[..StatisticsLength]));

    /// <summary>Copies the hidden state out.</summary>
    public void CopyVectorTo(Span<float> destination) => Copy(Vector, MemoryMarshal.Cast<float, uint>(destination[..VectorLength]));

    /// <summary>Copies the hashes of the key's last ids out, oldest first.</summary>
    public void CopyRecentIdsTo(Span<uint> destination)
    {
        if (RecentIdCount is > 0 and var count)
        {
            Copy(RecentIds + 1, destination[..count]);
        }
    }

    private void Copy(int start, Span<uint> destination)
    {
        _value.Slice(start, destination.Length * sizeof(uint)).CopyTo(MemoryMarshal.AsBytes(destination));
        if (!BitConverter.IsLittleEndian)
        {
            ReverseEndianness(destination, destination);
        }
    }
}
