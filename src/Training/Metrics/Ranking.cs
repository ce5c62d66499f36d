namespace Streaming.Training.Metrics;

/// <summary>How well scores put frauds before genuine events. Equal scores are one step, so their order in the input does not matter.</summary>
internal static class Ranking
{
    /// <summary>Area under the precision-recall curve by steps; NaN without frauds.</summary>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels)
    {
        var sum = 0.0;
        var before = 0;
        var curve = RankingCurve.Of(scores, labels);
        foreach (var point in curve.Points)
        {
            sum += (point.Frauds - before) * point.Precision;
            before = point.Frauds;
        }

        return curve.Frauds == 0 ? double.NaN : sum / curve.Frauds;
    }

    /// <summary>Chance that a fraud scores above a genuine event, ties counted half; NaN without both.</summary>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels)
    {
        var area = 0.0;
        var curve = RankingCurve.Of(scores, labels);
        var (frauds, genuine) = (0, 0);
        foreach (var point in curve.Points)
        {
            var step = point.Alerts - point.Frauds - genuine;
            area += step * (frauds + point.Frauds) / 2.0;
            (frauds, genuine) = (point.Frauds, point.Alerts - point.Frauds);
        }

        return frauds == 0 || genuine == 0 ? double.NaN : area / ((double)frauds * genuine);
    }
}
