using System.IO.Hashing;

namespace Streaming.Inference.State;

/// <summary>The last ids of a key, as hashes: an event whose id is among them came twice.</summary>
internal static class RecentIds
{
    /// <summary>
    /// Ids remembered per key. A producer retries within seconds, so few are enough; two ids of one key share a hash once in half a
    /// billion events at eight.
    /// </summary>
    public const int Length = 8;

    /// <summary>The hash of an id; the same on every machine, for it goes into the changelog. Never 0, which means none.</summary>
    public static uint Hash(ReadOnlySpan<byte> id) => Math.Max(1, (uint)XxHash3.HashToUInt64(id));

    /// <summary>Remembers an id and forgets the oldest.</summary>
    public static void Add(Span<uint> ids, uint hash)
    {
        ids[1..].CopyTo(ids);
        ids[^1] = hash;
    }
}
