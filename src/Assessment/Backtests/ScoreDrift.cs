namespace Streaming.Assessment.Backtests;

/// <summary>
/// How far a part's scores have moved from those of the whole range: the population stability index over ten bins that hold a tenth of the
/// whole each. Below 0.1 is calm, above 0.25 has moved.
/// </summary>
internal sealed class ScoreDrift
{
    private const int Bins = 10;

    // An empty bin would make the index infinite.
    private const double LeastShare = 1e-4;

    private readonly float[] _edges;
    private readonly double[] _shares;

    public ScoreDrift(FallingScores whole)
    {
        var scores = whole.Scores.ToArray();
        _edges = [.. Enumerable.Range(1, Bins - 1).Where(_ => scores.Length > 0).Select(bin => scores[^((int)((long)scores.Length * bin / Bins) + 1)]).Distinct()];
        _shares = Shares(whole);
    }

    /// <summary>The index of a part; null without events.</summary>
    public double? Of(FallingScores part)
    {
        var shares = Shares(part);
        var sum = 0.0;
        for (var bin = 0; bin < shares.Length; bin++)
        {
            var (now, whole) = (Math.Max(shares[bin], LeastShare), Math.Max(_shares[bin], LeastShare));
            sum += (now - whole) * Math.Log(now / whole);
        }

        return double.IsNaN(sum) ? null : sum;
    }

    // A bin begins with its edge.
    private double[] Shares(FallingScores part)
    {
        double all = part.Scores.Length;
        int[] from = [part.Scores.Length, .. _edges.Select(part.CountFrom), 0];
        return [.. from.Zip(from.Skip(1), (here, above) => (here - above) / all)];
    }
}
