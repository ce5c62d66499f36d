using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Streaming.Host.Telemetry;

/// <summary>Histogram buckets. The SDK's own are made for milliseconds and begin at 5; ours are seconds, and a step takes microseconds.</summary>
internal static class Buckets
{
    private static readonly double[] s_seconds =
    [
        0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ];

    private static readonly double[] s_scores =
        [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];

    private static readonly double[] s_waves = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096];

    private static readonly double[] s_lateness = [0.1, 1, 10, 60, 300, 900, 3_600, 6 * 3_600, 86_400, 7 * 86_400];

    /// <summary>The buckets of one of our histograms; null leaves the SDK's.</summary>
    public static MetricStreamConfiguration? For(Instrument instrument) =>
        instrument is Histogram<double> or Histogram<long> or Histogram<int> or Histogram<float>
        && instrument.Meter.Name.StartsWith("Streaming.", StringComparison.Ordinal)
        && BoundariesOf(instrument) is { } boundaries
            ? new ExplicitBucketHistogramConfiguration { Boundaries = boundaries }
            : null;

    private static double[]? BoundariesOf(Instrument instrument) => instrument switch
    {
        { Name: "streaming.score" } => s_scores,
        { Name: "streaming.wave.size" } => s_waves,
        { Name: "streaming.event.lateness" } => s_lateness,
        { Unit: "s" } => s_seconds,
        _ => null,
    };
}
