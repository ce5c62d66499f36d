namespace Streaming.Assessment.Metrics;

/// <summary>How well scores put frauds before genuine events.</summary>
public static class Ranking
{
    /// <summary>Area under the precision-recall curve by steps; NaN without frauds.</summary>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels) => RankingCurve.Of(scores, labels).AveragePrecision;

    /// <summary>Chance that a fraud scores above a genuine event, ties counted half; NaN without both.</summary>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels) => RankingCurve.Of(scores, labels).RocAuc;
}
