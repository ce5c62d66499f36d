namespace Streaming.Inference.Reports;

/// <summary>Scores by bin, in the bins of the metric <c>streaming.score</c>. Thread-safe.</summary>
internal sealed class ScoreCounts
{
    private readonly long[] _counts = new long[InferenceTelemetry.ScoreEdges.Length + 1];

    /// <summary>Counts a score: bin k holds what is above edge k-1 and not above edge k.</summary>
    public void Add(float score)
    {
        var edges = InferenceTelemetry.ScoreEdges;
        var bin = 0;
        while (bin < edges.Length && score > edges[bin])
        {
            bin++;
        }

        Interlocked.Increment(ref _counts[bin]);
    }

    /// <summary>The counts so far.</summary>
    public ScoreHistogram Report()
    {
        var counts = new long[_counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = Interlocked.Read(ref _counts[i]);
        }

        return new ScoreHistogram(InferenceTelemetry.ScoreEdges, counts);
    }
}
