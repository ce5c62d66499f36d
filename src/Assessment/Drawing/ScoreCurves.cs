using Streaming.Assessment.Metrics;

namespace Streaming.Assessment.Drawing;

/// <summary>Curves of scores against labels, thinned to what a picture can show.</summary>
public static class ScoreCurves
{
    private const int Points = 400;
    private const int Bins = 40;

    /// <summary>Recall across, precision up.</summary>
    public static IReadOnlyList<CurvePoint> PrecisionRecall(RankingCurve curve) => curve.Frauds == 0
        ? []
        : Thin(curve.Points.Select(point => new CurvePoint(point.Frauds / (double)curve.Frauds, point.Precision)));

    /// <summary>False positive rate across, true positive rate up.</summary>
    public static IReadOnlyList<CurvePoint> Roc(RankingCurve curve) => curve.Frauds == 0 || curve.Frauds == curve.Events
        ? []
        : Thin(curve.Points.Select(point => new CurvePoint(
            (point.Alerts - point.Frauds) / (double)(curve.Events - curve.Frauds), point.Frauds / (double)curve.Frauds)));

    /// <summary>Events of a class by score, in forty bins of 0..1.</summary>
    public static int[] Histogram(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels, sbyte label)
    {
        var counts = new int[Bins];
        for (var i = 0; i < scores.Length; i++)
        {
            if (labels[i] == label)
            {
                counts[Math.Clamp((int)(scores[i] * Bins), 0, Bins - 1)]++;
            }
        }

        return counts;
    }

    /// <summary>A histogram's bins as shares of the class; empty bins are left out, for a logarithmic scale has no nothing.</summary>
    public static IReadOnlyList<CurvePoint> Shares(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var all = Math.Max(1, counts.Sum());
        return [.. counts.Select((count, bin) => (count, bin)).Where(entry => entry.count > 0)
            .Select(entry => new CurvePoint((entry.bin + 0.5) / counts.Count, entry.count / (double)all))];
    }

    // By distance across and up alike, so that the steep beginning keeps its points.
    private static List<CurvePoint> Thin(IEnumerable<CurvePoint> all)
    {
        var kept = new List<CurvePoint>();
        foreach (var point in all)
        {
            if (kept.Count == 0 || Math.Abs(point.X - kept[^1].X) + Math.Abs(point.Y - kept[^1].Y) > 2.0 / Points)
            {
                kept.Add(new CurvePoint(Math.Round(point.X, 5), Math.Round(point.Y, 5)));
            }
        }

        return kept;
    }
}
