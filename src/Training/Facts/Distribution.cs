namespace Streaming.Training.Facts;

/// <summary>How a number was distributed in training, in ten bins: what live drift is measured against.</summary>
/// <param name="Name">The column of <c>features</c>, the category, or <c>score</c>.</param>
/// <param name="Edges">Nine rising edges, the deciles: bin k holds what is above edge k-1 and not above edge k.</param>
/// <param name="Shares">Ten shares of the events; not a tenth each where values repeat.</param>
internal sealed record Distribution(string Name, float[] Edges, double[] Shares)
{
    private const int Bins = 10;

    public static Distribution Of(string name, float[] values)
    {
        Array.Sort(values);
        var edges = new float[Bins - 1];
        for (var i = 0; i < edges.Length && values.Length > 0; i++)
        {
            edges[i] = values[(int)((long)(values.Length - 1) * (i + 1) / Bins)];
        }

        var shares = new double[Bins];
        var bin = 0;
        foreach (var value in values)
        {
            while (bin < edges.Length && value > edges[bin])
            {
                bin++;
            }

            shares[bin]++;
        }

        for (var i = 0; i < Bins; i++)
        {
            shares[i] = Math.Round(shares[i] / Math.Max(1, values.Length), 6);
        }

        return new Distribution(name, edges, shares);
    }
}
