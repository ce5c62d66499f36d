namespace Streaming.Training.Metrics;

/// <summary>How good calibrated scores are, against labels.</summary>
/// <param name="Events">Labelled events.</param>
/// <param name="Frauds">Frauds among them.</param>
/// <param name="Alerts">Labelled events at or above the threshold.</param>
/// <param name="AveragePrecision">Null without frauds.</param>
/// <param name="RocAuc">Null without both classes.</param>
/// <param name="Precision">Share of frauds among the alerts; null without alerts.</param>
/// <param name="Recall">Share of alerts among the frauds; null without frauds.</param>
/// <param name="Brier">Mean squared difference of score and label; null where scores are no probabilities.</param>
/// <param name="CalibrationError">Expected calibration error over ten bins of equal count; null where scores are no probabilities.</param>
internal sealed record ScoreFigures(
    int Events,
    int Frauds,
    int Alerts,
    double? AveragePrecision,
    double? RocAuc,
    double? Precision,
    double? Recall,
    double? Brier,
    double? CalibrationError)
{
    public static ScoreFigures Of(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels, float threshold, bool areProbabilities = true)
    {
        var (events, frauds, alerts, caught, squares) = (0, 0, 0, 0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (labels[i] < 0)
            {
                continue;
            }

            events++;
            frauds += labels[i];
            squares += (scores[i] - labels[i]) * (scores[i] - labels[i]);
            if (scores[i] >= threshold)
            {
                alerts++;
                caught += labels[i];
            }
        }

        return new ScoreFigures(
            events,
            frauds,
            alerts,
            Defined(Ranking.AveragePrecision(scores, labels)),
            Defined(Ranking.RocAuc(scores, labels)),
            Defined(caught / (double)alerts),
            Defined(caught / (double)frauds),
            areProbabilities ? Defined(squares / events) : null,
            areProbabilities ? Defined(Reliability.Error(Reliability.Of(scores, labels))) : null);
    }

    private static double? Defined(double value) => double.IsFinite(value) ? Math.Round(value, 6) : null;
}
