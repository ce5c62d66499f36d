namespace Streaming.Inference.Health;

/// <summary>An input or the score, with its bins in training.</summary>
/// <param name="Name">A column of <c>features</c>, a category, or <c>score</c>.</param>
/// <param name="Edges">Rising edges.</param>
/// <param name="Shares">Shares in training, one more than edges.</param>
/// <param name="FirstBin">Where its bins begin among all bins.</param>
internal sealed record WatchedColumn(string Name, float[] Edges, double[] Shares, int FirstBin)
{
    /// <summary>The bin of a value among all bins.</summary>
    public int BinOf(float value)
    {
        // No early end: ten comparisons without a branch are faster than five with.
        var bin = FirstBin;
        foreach (var edge in Edges)
        {
            bin += value > edge ? 1 : 0;
        }

        return bin;
    }

    /// <summary>The population stability index of counts against the shares in training.</summary>
    public double DriftOf(ReadOnlySpan<long> bins) => StabilityIndex.Of(Shares, bins.Slice(FirstBin, Shares.Length));
}
