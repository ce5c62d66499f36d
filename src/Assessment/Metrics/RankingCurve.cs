using System.Collections.Immutable;

namespace Streaming.Assessment.Metrics;

/// <summary>What every possible threshold would catch, from the highest; events without a label are left out. Equal scores are one point, so their order in the input does not matter.</summary>
/// <param name="Points">One per distinct score, falling.</param>
/// <param name="Events">Labelled events.</param>
/// <param name="Frauds">Frauds among them.</param>
public sealed record RankingCurve(ImmutableArray<RankingPoint> Points, int Events, int Frauds)
{
    /// <summary>Genuine events among them.</summary>
    public int Genuine => Events - Frauds;

    /// <summary>Area under the precision-recall curve by steps; NaN without frauds.</summary>
    public double AveragePrecision
    {
        get
        {
            var sum = 0.0;
            var before = 0;
            foreach (var point in Points)
            {
                sum += (point.Frauds - before) * point.Precision;
                before = point.Frauds;
            }

            return Frauds == 0 ? double.NaN : sum / Frauds;
        }
    }

    /// <summary>Chance that a fraud scores above a genuine event, ties counted half; NaN without both.</summary>
    public double RocAuc
    {
        get
        {
            var area = 0.0;
            var (frauds, genuine) = (0, 0);
            foreach (var point in Points)
            {
                area += (point.Genuine - genuine) * (frauds + (double)point.Frauds) / 2;
                (frauds, genuine) = (point.Frauds, point.Genuine);
            }

            return Frauds == 0 || Genuine == 0 ? double.NaN : area / ((double)Frauds * Genuine);
        }
    }

    /// <summary>Mean squared difference of score and label; NaN without events.</summary>
    public double Brier
    {
        get
        {
            var sum = 0.0;
            var (frauds, genuine) = (0, 0);
            foreach (var point in Points)
            {
                double score = point.Threshold;
                sum += ((point.Frauds - frauds) * (1 - score) * (1 - score)) + ((point.Genuine - genuine) * score * score);
                (frauds, genuine) = (point.Frauds, point.Genuine);
            }

            return sum / Events;
        }
    }

    /// <summary>Puts labelled scores in order.</summary>
    public static RankingCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels)
    {
        var fallingScores = scores.ToArray();
        var theirLabels = labels.ToArray();
        Array.Sort(fallingScores, theirLabels);
        Array.Reverse(fallingScores);
        Array.Reverse(theirLabels);
        return OfFalling(fallingScores, theirLabels);
    }

    /// <summary>The same of scores that fall already; sorting is most of the work.</summary>
    internal static RankingCurve OfFalling(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels)
    {
        var points = ImmutableArray.CreateBuilder<RankingPoint>();
        var (alerts, frauds) = (0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (labels[i] < 0)
            {
                continue;
            }

            alerts++;
            frauds += labels[i];
            var point = new RankingPoint(scores[i], alerts, frauds);
            if (points.Count > 0 && points[^1].Threshold == scores[i])
            {
                points[^1] = point;
            }
            else
            {
                points.Add(point);
            }
        }

        return new RankingCurve(points.DrainToImmutable(), alerts, frauds);
    }

    /// <summary>The greatest share of frauds caught with at most such a share of the genuine events; NaN without both.</summary>
    public double RecallAt(double falsePositiveRate)
    {
        var caught = 0;
        foreach (var point in Points)
        {
            if (point.Genuine > falsePositiveRate * Genuine)
            {
                break;
            }

            caught = point.Frauds;
        }

        return Frauds == 0 || Genuine == 0 ? double.NaN : caught / (double)Frauds;
    }

    /// <summary>What a threshold would catch.</summary>
    public RankingPoint At(float threshold)
    {
        var (low, high) = (0, Points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Points[middle].Threshold >= threshold ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? new RankingPoint(threshold, 0, 0) : Points[low - 1] with { Threshold = threshold };
    }

    /// <summary>Frauds expected among the <paramref name="count"/> highest scores; where equal scores straddle the end, their share of frauds counts.</summary>
    public double FraudsAmong(int count)
    {
        var before = new RankingPoint(0, 0, 0);
        foreach (var point in Points)
        {
            if (point.Alerts >= count)
            {
                return before.Frauds + ((count - before.Alerts) * (point.Frauds - before.Frauds) / (double)(point.Alerts - before.Alerts));
            }

            before = point;
        }

        return Frauds;
    }
}
