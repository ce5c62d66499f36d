namespace Streaming.Training.Objectives;

/// <summary>
/// A calibration of numbers without labels: a score s says that a share s of the events of a period were less anomalous. Straight between
/// knots, which lie closer towards the top where thresholds are; beyond the highest number it goes on towards 1 and never arrives.
/// </summary>
/// <param name="Knots">Raw scores, rising.</param>
/// <param name="Shares">Share of events below each knot, rising from 0.</param>
internal sealed record RankScale(float[] Knots, float[] Shares)
{
    private static readonly double[] _quantiles =
        [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.9975, 0.999, 0.9995, 0.999_75, 0.9999];

    /// <summary>What is left between the highest knot and 1.</summary>
    public float Tail => 1 - Shares[^1];

    /// <summary>How far beyond the highest knot two thirds of the rest are used up.</summary>
    public float TailWidth => Math.Max(1, Knots[^1] - Knots[Knots.Length / 2]);

    /// <summary>The score of a raw score.</summary>
    public float Apply(float raw)
    {
        var score = 0.0;
        for (var i = 0; i + 1 < Knots.Length; i++)
        {
            score += Slope(i) * Math.Clamp(raw - Knots[i], 0, Knots[i + 1] - Knots[i]);
        }

        // Slopes are rounded: their sum may come out above 1 by a bit.
        return (float)Math.Min(1, score + (Tail * (1 - Math.Exp(-Math.Max(0, raw - Knots[^1]) / TailWidth))));
    }

    /// <summary>Share per raw score between a knot and the next.</summary>
    public float Slope(int knot) => (Shares[knot + 1] - Shares[knot]) / (Knots[knot + 1] - Knots[knot]);

    /// <summary>Fits to the raw scores of a period.</summary>
    public static RankScale Fit(float[] rawScores)
    {
        var sorted = (float[])rawScores.Clone();
        Array.Sort(sorted);
        var knots = new List<float>();
        var shares = new List<float>();
        foreach (var quantile in _quantiles)
        {
            var value = sorted[(int)(quantile * (sorted.Length - 1))];

            // Two quantiles of one value are one knot, at the higher share; a step within rounding would have no finite slope.
            if (knots.Count > 0 && value - knots[^1] <= 1e-4f * Math.Max(1, Math.Abs(value)))
            {
                shares[^1] = knots.Count == 1 ? 0 : (float)quantile;
                continue;
            }

            knots.Add(value);
            shares.Add((float)quantile);
        }

        if (knots.Count == 1)
        {
            knots.Add(knots[0] + 1);
            shares.Add(0.5f);
        }

        return new RankScale([.. knots], [.. shares]);
    }
}
