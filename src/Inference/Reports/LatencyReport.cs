namespace Streaming.Inference.Reports;

/// <summary>Latencies in milliseconds, each within 1 % of the true one; null where nothing was measured.</summary>
/// <param name="P50">The median.</param>
/// <param name="P99">99 of 100 are no higher.</param>
/// <param name="P999">999 of 1,000 are no higher.</param>
/// <param name="Max">The highest.</param>
public sealed record LatencyReport(double? P50, double? P99, double? P999, double? Max)
{
    /// <summary>Nothing was measured.</summary>
    public static LatencyReport None { get; } = new(null, null, null, null);
}
