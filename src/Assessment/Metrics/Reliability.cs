namespace Streaming.Assessment.Metrics;

/// <summary>Whether scores mean what they say: events in ten bins of equal count by score, with the share of frauds that came.</summary>
public static class Reliability
{
    private const int Bins = 10;

    /// <summary>The bins, from the lowest scores; events without a label are left out.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels) => Of(RankingCurve.Of(scores, labels));

    /// <summary>The bins, from the lowest scores. Equal scores that straddle a border are dealt out by their share of frauds.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(RankingCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var bins = new List<ReliabilityBin>(Bins);
        var (events, scores, frauds, bin, done) = (0, 0.0, 0.0, 0, 0L);
        for (var i = curve.Points.Length - 1; i >= 0; i--)
        {
            var point = curve.Points[i];
            var above = i == 0 ? default : curve.Points[i - 1];
            var (left, share) = (point.Alerts - above.Alerts, (point.Frauds - above.Frauds) / (double)(point.Alerts - above.Alerts));
            while (left > 0)
            {
                var taken = (int)Math.Min(left, ((long)curve.Events * (bin + 1) / Bins) - done);
                (events, scores, frauds, done, left) = (events + taken, scores + (taken * (double)point.Threshold), frauds + (taken * share), done + taken, left - taken);
                if (done == (long)curve.Events * (bin + 1) / Bins)
                {
                    if (events > 0)
                    {
                        bins.Add(new ReliabilityBin(events, scores / events, frauds / events));
                    }

                    (events, scores, frauds, bin) = (0, 0, 0, bin + 1);
                }
            }
        }

        return bins;
    }

    /// <summary>Mean distance of score and share of frauds, weighted by events; NaN without events.</summary>
    public static double Error(IReadOnlyList<ReliabilityBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var events = bins.Sum(bin => bin.Events);
        return events == 0 ? double.NaN : bins.Sum(bin => bin.Events * Math.Abs(bin.MeanScore - bin.FraudShare)) / events;
    }
}
