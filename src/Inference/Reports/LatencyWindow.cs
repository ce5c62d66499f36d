namespace Streaming.Inference.Reports;

/// <summary>Latencies since it was last asked. One user at a time.</summary>
public sealed class LatencyWindow
{
    private readonly LatencyHistogram _histogram;
    private long[] _before;

    internal LatencyWindow(LatencyHistogram histogram)
    {
        _histogram = histogram;
        _before = new long[LatencyHistogram.Buckets];
    }

    /// <summary>Percentiles of what was measured since the last call; at the first, of all so far.</summary>
    public LatencyReport Next()
    {
        var now = _histogram.Counts();
        var since = new long[now.Length];
        for (var i = 0; i < now.Length; i++)
        {
            since[i] = now[i] - _before[i];
        }

        _before = now;
        return LatencyHistogram.Report(since, max: null);
    }
}
