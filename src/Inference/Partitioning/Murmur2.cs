using System.Buffers.Binary;

namespace Streaming.Inference.Partitioning;

/// <summary>The hash by which Java's default partitioner (and librdkafka's <c>murmur2</c>) sends a key to its partition.</summary>
public static class Murmur2
{
    private const uint Seed = 0x9747b28c;
    private const uint M = 0x5bd1e995;
    private const int R = 24;

    /// <summary>The 32-bit hash of a key's bytes.</summary>
    public static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = Seed ^ (uint)key.Length;
        var rest = key;
        while (rest.Length >= 4)
        {
            var k = BinaryPrimitives.ReadUInt32LittleEndian(rest) * M;
            k ^= k >> R;
            hash = (hash * M) ^ (k * M);
            rest = rest[4..];
        }

        if (rest.Length > 0)
        {
            for (var i = rest.Length - 1; i >= 0; i--)
            {
                hash ^= (uint)rest[i] << (8 * i);
            }

            hash *= M;
        }

        hash ^= hash >> 13;
        hash *= M;
        hash ^= hash >> 15;
        return (int)hash;
    }

    /// <summary>The partition of a key in a topic of <paramref name="partitionCount"/> partitions.</summary>
    public static int PartitionOf(ReadOnlySpan<byte> key, int partitionCount) => (Hash(key) & int.MaxValue) % partitionCount;
}
