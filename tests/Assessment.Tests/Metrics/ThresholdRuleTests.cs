using CsCheck;
using Streaming.Assessment.Metrics;

namespace Streaming.Assessment.Tests.Metrics;

public sealed class ThresholdRuleTests
{
    private static readonly Gen<(float Score, bool IsFraud)[]> _events =
        Gen.Select(Gen.Int[0, 9].Select(score => score / 10f), Gen.Bool).Array[1, 80];

    [Fact]
    public void A_budget_is_never_exceeded_and_one_step_lower_would_exceed_it() => Gen.Select(_events, Gen.Double[0, 1]).Sample((events, share) =>
    {
        var scores = events.Select(e => e.Score).ToArray();
        var (threshold, _) = new ThresholdRule(ThresholdKind.AlertShare, share).Choose(scores, new sbyte[scores.Length], 1);
        var budget = (int)(share * scores.Length);
        Assert.True(scores.Count(score => score >= threshold) <= budget);
        var below = scores.Where(score => score < threshold).DefaultIfEmpty(float.NaN).Max();
        Assert.True(float.IsNaN(below) || scores.Count(score => score >= below) > budget);
    });

    [Fact]
    public void A_precision_that_can_be_had_is_had_with_the_most_frauds() => Gen.Select(_events, Gen.Double[0, 1]).Sample((events, precision) =>
    {
        var scores = events.Select(e => e.Score).ToArray();
        var labels = events.Select(e => (sbyte)(e.IsFraud ? 1 : 0)).ToArray();
        var (threshold, holds) = new ThresholdRule(ThresholdKind.Precision, precision).Choose(scores, labels, 1);
        var good = scores.Distinct().Where(cut => PrecisionAt(cut) >= precision).ToArray();
        Assert.Equal(good.Length > 0, holds);
        Assert.True(!holds || threshold == good.Min());

        double PrecisionAt(float cut) => events.Where(e => e.Score >= cut).Average(e => e.IsFraud ? 1.0 : 0);
    });
}
