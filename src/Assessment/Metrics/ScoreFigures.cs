namespace Streaming.Assessment.Metrics;

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
public sealed record ScoreFigures(
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
    /// <summary>Compares scores with labels; -1 is no label.</summary>
    public static ScoreFigures Of(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels, float threshold, bool areProbabilities = true)
    {
        var curve = RankingCurve.Of(scores, labels);
        var at = curve.At(threshold);
        return new ScoreFigures(
            curve.Events,
            curve.Frauds,
            at.Alerts,
            Defined(curve.AveragePrecision),
            Defined(curve.RocAuc),
            Defined(at.Precision),
            Defined(at.Frauds / (double)curve.Frauds),
            areProbabilities ? Defined(curve.Brier) : null,
            areProbabilities ? Defined(Reliability.Error(Reliability.Of(curve))) : null);
    }

    private static double? Defined(double value) => double.IsFinite(value) ? Math.Round(value, 6) : null;
}
