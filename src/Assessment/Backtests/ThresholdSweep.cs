using Streaming.Assessment.Metrics;

namespace Streaming.Assessment.Backtests;

/// <summary>What other thresholds of a model would have caught: one for each of a few budgets of alerts a day.</summary>
internal static class ThresholdSweep
{
    private static readonly double[] _budgets = [1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1_000, 2_000, 5_000];

    /// <summary>The choices, the highest threshold first; different ones alone.</summary>
    public static IReadOnlyList<ThresholdChoice> Of(ScoredEvents events, int model, ModelResult result)
    {
        var money = new List<(float Score, float Amount)>();
        for (var row = 0; row < events.Count; row++)
        {
            var (score, amount) = (events.Scores(model)[row], events.Amounts[row]);
            if (events.Labels[row] == 1 && !float.IsNaN(score) && !float.IsNaN(amount))
            {
                money.Add((score, amount));
            }
        }

        var lost = money.Sum(fraud => (double)fraud.Amount);
        var (scores, curve, days) = (result.Scores ?? throw new ArgumentException("was not judged", nameof(result)), result.Curve, result.Overall.Days);
        var rising = scores.Scores.ToArray();
        Array.Reverse(rising);
        var choices = new List<ThresholdChoice>();
        foreach (var budget in _budgets)
        {
            var (threshold, _) = ThresholdRule.BudgetOf(rising, budget * days);
            var alerts = scores.CountFrom(threshold);
            if (alerts == 0 || (choices.Count > 0 && choices[^1].Threshold == threshold))
            {
                continue;
            }

            var at = curve.At(threshold);
            choices.Add(new ThresholdChoice(
                threshold,
                alerts,
                alerts / (double)days,
                at.Frauds,
                at.Alerts > 0 ? at.Precision : null,
                curve.Frauds > 0 ? at.Frauds / (double)curve.Frauds : null,
                lost > 0 ? money.Where(fraud => fraud.Score >= threshold).Sum(fraud => (double)fraud.Amount) / lost : null));
        }

        return choices;
    }
}
