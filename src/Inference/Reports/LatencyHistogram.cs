using System.Numerics;

namespace Streaming.Inference.Reports;

/// <summary>Counts latencies in buckets whose width grows with the value: every reading is within 1 % of the true one. Thread-safe.</summary>
internal sealed class LatencyHistogram
{
    // Below 128 microseconds a bucket each; above, 128 buckets per doubling.
    private const int SubBits = 7;
    private const int SubBuckets = 1 << SubBits;
    /// <summary>The number of buckets.</summary>
    public const int Buckets = (32 - SubBits + 1) * SubBuckets;

    private readonly long[] _counts = new long[Buckets];
    private long _max = -1;

    /// <summary>Counts a latency; one that is negative (a clock behind) counts as 0, one of more than an hour as an hour.</summary>
    public void Record(TimeSpan latency)
    {
        var micros = (uint)Math.Clamp(latency.Ticks / TimeSpan.TicksPerMicrosecond, 0, 3_600_000_000);
        Interlocked.Increment(ref _counts[IndexOf(micros)]);
        for (var max = Interlocked.Read(ref _max); micros > max; max = Interlocked.Read(ref _max))
        {
            Interlocked.CompareExchange(ref _max, micros, max);
        }
    }

    /// <summary>The percentiles so far.</summary>
    public LatencyReport Report() => Report(Counts(), Interlocked.Read(ref _max));

    /// <summary>The counts so far.</summary>
    public long[] Counts()
    {
        var counts = new long[Buckets];
        for (var i = 0; i < Buckets; i++)
        {
            counts[i] = Interlocked.Read(ref _counts[i]);
        }

        return counts;
    }

    /// <summary>The percentiles of counts.</summary>
    /// <param name="counts">By bucket.</param>
    /// <param name="max">The highest, microseconds; null for the middle of the highest bucket.</param>
    public static LatencyReport Report(ReadOnlySpan<long> counts, long? max)
    {
        var total = 0L;
        var highest = 0;
        for (var i = 0; i < Buckets; i++)
        {
            total += counts[i];
            highest = counts[i] > 0 ? i : highest;
        }

        if (total == 0)
        {
            return LatencyReport.None;
        }

        var most = max ?? MiddleOf(highest);
        return new LatencyReport(At(counts, 0.5, total, most), At(counts, 0.99, total, most), At(counts, 0.999, total, most), most / 1_000.0);
    }

    private static double At(ReadOnlySpan<long> counts, double share, long total, double most)
    {
        var rank = (long)Math.Ceiling(share * total);
        var index = 0;
        for (var seen = counts[0]; seen < rank; seen += counts[index])
        {
            index++;
        }

        return Math.Min(MiddleOf(index), most) / 1_000.0;
    }

    private static int IndexOf(uint micros)
    {
        var shift = Math.Max(0, BitOperations.Log2(micros | 1) - SubBits);
        return (shift << SubBits) + (int)(micros >> shift);
    }

    private static double MiddleOf(int index)
    {
        if (index < 2 * SubBuckets)
        {
            return index;
        }

        var shift = (index >> SubBits) - 1;
        return ((index - ((long)shift << SubBits)) + 0.5) * (1L << shift);
    }
}
