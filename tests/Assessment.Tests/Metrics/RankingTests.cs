using CsCheck;
using Streaming.Assessment.Metrics;

namespace Streaming.Assessment.Tests.Metrics;

public sealed class RankingTests
{
    private static readonly Gen<(float Score, bool IsFraud)[]> _events =
        Gen.Select(Gen.Int[0, 6].Select(score => score / 6f), Gen.Bool).Array[2, 60];

    [Fact]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_order() => _events.Sample(events =>
    {
        var frauds = events.Where(e => e.IsFraud).ToArray();
        var genuine = events.Where(e => !e.IsFraud).ToArray();
        var pairs = frauds.SelectMany(f => genuine.Select(g => f.Score > g.Score ? 1.0 : f.Score == g.Score ? 0.5 : 0)).ToArray();
        var expected = pairs.Length == 0 ? double.NaN : pairs.Average();
        Assert.Equal(expected, Ranking.RocAuc(Scores(events), Labels(events)), 1e-9);
    });

    [Fact]
    public void Average_precision_does_not_depend_on_the_order_of_equal_scores() => _events.Sample(events =>
    {
        var reversed = events.Reverse().ToArray();
        Assert.Equal(
            Ranking.AveragePrecision(Scores(events), Labels(events)),
            Ranking.AveragePrecision(Scores(reversed), Labels(reversed)),
            1e-12);
    });

    // scikit-learn's average_precision_score gives 0.8333… for its own example.
    [Fact]
    public void Average_precision_is_the_one_of_the_field() =>
        Assert.Equal(0.8333333, Ranking.AveragePrecision([0.1f, 0.4f, 0.35f, 0.8f], [0, 0, 1, 1]), 1e-6);

    [Fact]
    public void Events_without_a_label_do_not_count() =>
        Assert.Equal(1.0, Ranking.AveragePrecision([0.9f, 0.8f, 0.1f], [-1, 1, 0]));

    private static float[] Scores((float Score, bool IsFraud)[] events) => [.. events.Select(e => e.Score)];

    private static sbyte[] Labels((float Score, bool IsFraud)[] events) => [.. events.Select(e => (sbyte)(e.IsFraud ? 1 : 0))];
}
