namespace Streaming.Training.Metrics;

/// <summary>Whether scores mean what they say: events in ten bins of equal count by score, with the share of frauds that came.</summary>
internal static class Reliability
{
    private const int Bins = 10;

    /// <summary>The bins, from the lowest scores; events without a label are left out.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels)
    {
        var events = new List<(float Score, sbyte Label)>();
        for (var i = 0; i < scores.Length; i++)
        {
            if (labels[i] >= 0)
            {
                events.Add((scores[i], labels[i]));
            }
        }

        events.Sort((left, right) => left.Score.CompareTo(right.Score));
        var bins = new List<ReliabilityBin>(Bins);
        for (var bin = 0; bin < Bins; bin++)
        {
            var from = (int)((long)events.Count * bin / Bins);
            var to = (int)((long)events.Count * (bin + 1) / Bins);
            if (to > from)
            {
                var part = events[from..to];
                bins.Add(new ReliabilityBin(to - from, part.Average(e => (double)e.Score), part.Average(e => (double)e.Label)));
            }
        }

        return bins;
    }

    /// <summary>Mean distance of score and share of frauds, weighted by events; NaN without events.</summary>
    public static double Error(IReadOnlyList<ReliabilityBin> bins)
    {
        var events = bins.Sum(bin => bin.Events);
        return events == 0 ? double.NaN : bins.Sum(bin => bin.Events * Math.Abs(bin.MeanScore - bin.FraudShare)) / events;
    }
}
