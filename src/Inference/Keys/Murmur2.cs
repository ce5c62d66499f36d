using static System.Buffers.Binary.BinaryPrimitives;

namespace Streaming.Inference.Keys;

/// <summary>The hash by which Java's producer chooses a record's partition.</summary>
public static class Murmur2
{
    private const uint Multiplier = 0x5bd1e995;
    private const uint Seed = 0x9747b28c;

    /// <summary>The partition of a key.</summary>
    public static int PartitionOf(ReadOnlySpan<byte> key, int partitions) => (int)((Hash(key) & 0x7fffffff) % (uint)partitions);

    internal static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = Seed ^ (uint)key.Length;
        for (; key.Length >= sizeof(uint); key = key[sizeof(uint)..])
        {
            var word = ReadUInt32LittleEndian(key) * Multiplier;
            hash = (hash * Multiplier) ^ ((word ^ (word >> 24)) * Multiplier);
        }

        if (!key.IsEmpty)
        {
            var rest = 0u;
            for (var i = key.Length - 1; i >= 0; i--)
            {
                rest = (rest << 8) | key[i];
            }

            hash = (hash ^ rest) * Multiplier;
        }

        hash = (hash ^ (hash >> 13)) * Multiplier;
        return hash ^ (hash >> 15);
    }
}
