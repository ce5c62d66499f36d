using System.Numerics;

namespace Streaming.Inference.Reports;

/// <summary>Counts latencies in buckets whose width grows with the value: every reading is within 1 % of the true one. Thread-safe.</summary>
internal sealed class LatencyHistogram
{
    // Below 128 microseconds a bucket each; above, 128 buckets per doubling.
    private const int SubBits = 7;
    private const int SubBuckets = 1 << SubBits;
    private const int Buckets = (32 - SubBits + 1) * SubBuckets;

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
    public LatencyReport Report()
    {
        var counts = new long[Buckets];
        var total = 0L;
        for (var i = 0; i < Buckets; i++)
        {
            total += counts[i] = Interlocked.Read(ref _counts[i]);
        }

        return total == 0
            ? LatencyReport.None
            : new LatencyReport(At(0.5), At(0.99), At(0.999), Interlocked.Read(ref _max) / 1_000.0);

        double At(double share)
        {
            var rank = (long)Math.Ceiling(share * total);
            var index = 0;
            for (var seen = counts[0]; seen < rank; seen += counts[index])
            {
                index++;
            }

            return Math.Min(MiddleOf(index), Interlocked.Read(ref _max)) / 1_000.0;
        }
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
