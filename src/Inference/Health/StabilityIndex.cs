namespace Streaming.Inference.Health;

/// <summary>
/// The population stability index: the sum over bins of (actual - expected) ln(actual / expected). By custom, below 0.1 nothing has
/// changed, above 0.25 much has.
/// </summary>
internal static class StabilityIndex
{
    // An empty bin would make the index infinite.
    private const double LeastShare = 1e-4;

    /// <summary>The index of counts against expected shares; 0 without a count.</summary>
    public static double Of(ReadOnlySpan<double> expected, ReadOnlySpan<long> counts)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        var index = 0.0;
        for (var bin = 0; bin < expected.Length && total > 0; bin++)
        {
            var was = Math.Max(expected[bin], LeastShare);
            var share = Math.Max((double)counts[bin] / total, LeastShare);
            index += (share - was) * Math.Log(share / was);
        }

        return index;
    }
}
