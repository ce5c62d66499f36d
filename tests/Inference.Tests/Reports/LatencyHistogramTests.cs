using CsCheck;
using Streaming.Inference.Reports;

namespace Streaming.Inference.Tests.Reports;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_within_one_percent() =>
        Gen.Int[0, 2_000_000_000].Array[1, 300].Sample(micros =>
        {
            var histogram = new LatencyHistogram();
            foreach (var latency in micros)
            {
                histogram.Record(TimeSpan.FromMicroseconds(latency));
            }

            var sorted = micros.Order().ToArray();
            var report = histogram.Report();
            AssertNear(sorted[(int)Math.Ceiling(0.5 * sorted.Length) - 1], report.P50);
            AssertNear(sorted[(int)Math.Ceiling(0.99 * sorted.Length) - 1], report.P99);
            Assert.Equal(sorted[^1] / 1_000.0, report.Max);
        });

    [Fact]
    public void Nothing_measured_is_null() => Assert.Equal(LatencyReport.None, new LatencyHistogram().Report());

    private static void AssertNear(int micros, double? millis) => Assert.InRange(millis ?? double.NaN, micros / 1_010.0, micros / 990.0);
}
