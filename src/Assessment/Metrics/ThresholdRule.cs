using System.Globalization;

namespace Streaming.Assessment.Metrics;

/// <summary>How the threshold is chosen on the validation period.</summary>
/// <param name="Kind">What is fixed.</param>
/// <param name="Value">Alerts per day, share of alerts or precision.</param>
public sealed record ThresholdRule(ThresholdKind Kind, double Value)
{
    /// <summary>The lowest threshold that keeps the rule; where none does, the nearest one, and <c>false</c>.</summary>
    /// <param name="scores">Calibrated scores of the period.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="days">Length of the period.</param>
    public (float Threshold, bool Holds) Choose(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels, double days) => Kind switch
    {
        ThresholdKind.AlertsPerDay => Budget(scores, Value * days),
        ThresholdKind.AlertShare => Budget(scores, Value * scores.Length),
        _ => Precise(RankingCurve.Of(scores, labels)),
    };

    /// <inheritdoc />
    public override string ToString() => Kind switch
    {
        ThresholdKind.AlertsPerDay => string.Create(CultureInfo.InvariantCulture, $"{Value:G6} alerts per day"),
        ThresholdKind.AlertShare => string.Create(CultureInfo.InvariantCulture, $"{Value:G4} of the events"),
        _ => string.Create(CultureInfo.InvariantCulture, $"precision {Value:G4}"),
    };

    /// <summary>The lowest threshold with at most so many alerts among scores that rise.</summary>
    internal static (float Threshold, bool Holds) BudgetOf(ReadOnlySpan<float> sorted, double budget)
    {
        var allowed = (int)Math.Min(sorted.Length, budget);

        // Equal scores alert together or not at all: a tie that straddles the budget stays below the threshold.
        var at = sorted.Length - allowed;
        while (at > 0 && at < sorted.Length && sorted[at] == sorted[at - 1])
        {
            at++;
        }

        return at < sorted.Length ? (sorted[at], true) : (1, allowed == 0);
    }

    private static (float Threshold, bool Holds) Budget(ReadOnlySpan<float> scores, double budget)
    {
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        return BudgetOf(sorted, budget);
    }

    private (float Threshold, bool Holds) Precise(RankingCurve curve)
    {
        var best = (Threshold: 1f, Precision: -1.0, Holds: false);
        foreach (var point in curve.Points)
        {
            if (point.Precision >= Value)
            {
                best = (point.Threshold, point.Precision, true);
            }
            else if (!best.Holds && point.Precision > best.Precision)
            {
                best = (point.Threshold, point.Precision, false);
            }
        }

        return (best.Threshold, best.Holds);
    }
}
