using CsCheck;
using Streaming.Inference.Health;

namespace Streaming.Inference.Tests.Health;

public sealed class StabilityIndexTests
{
    private static readonly Gen<long[]> s_counts = Gen.Long[0, 10_000].Array[10].Where(counts => counts.Sum() > 0);

    [Fact]
    public void It_is_never_negative_and_symmetric() => Gen.Select(s_counts, s_counts).Sample((one, other) =>
    {
        var there = StabilityIndex.Of(SharesOf(one), other);
        var back = StabilityIndex.Of(SharesOf(other), one);
        Assert.True(there >= 0);
        Assert.Equal(there, back, 1e-9);
    });

    [Fact]
    public void The_shares_of_training_themselves_are_no_drift() => s_counts.Sample(counts =>
        Assert.Equal(0, StabilityIndex.Of(SharesOf(counts), counts), 1e-12));

    [Fact]
    public void Known_values_come_out()
    {
        // (0.6 - 0.5) ln 1.2 + (0.4 - 0.5) ln 0.8
        Assert.Equal(0.040547, StabilityIndex.Of([0.5, 0.5], [60, 40]), 1e-6);
        Assert.Equal(0, StabilityIndex.Of([0.5, 0.5], [0, 0]));
        Assert.True(double.IsFinite(StabilityIndex.Of([1, 0], [0, 10])));
    }

    private static double[] SharesOf(long[] counts) => [.. counts.Select(count => (double)count / counts.Sum())];
}
