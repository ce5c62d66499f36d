namespace Streaming.Training.Objectives;

/// <summary>A calibration of logits (Platt's): probability = σ(slope · logit + offset). Keeps the order, so no ranking changes.</summary>
/// <param name="Slope">Positive; below 1 it takes overconfidence back.</param>
/// <param name="Offset">Moves the base rate.</param>
internal readonly record struct LogitScale(double Slope, double Offset)
{
    private const int LeastFrauds = 20;

    /// <summary>Changes nothing.</summary>
    public static LogitScale Identity => new(1, 0);

    /// <summary>The calibrated probability of a logit.</summary>
    public float Apply(float logit) => (float)(1 / (1 + Math.Exp(-((Slope * logit) + Offset))));

    /// <summary>Fits by maximum likelihood over labelled events (Newton's method); with few frauds it changes nothing.</summary>
    public static LogitScale Fit(ReadOnlySpan<float> logits, ReadOnlySpan<sbyte> labels)
    {
        var (slope, offset) = (1.0, 0.0);
        if (labels.Count((sbyte)1) < LeastFrauds || labels.Count((sbyte)0) < LeastFrauds)
        {
            return Identity;
        }

        for (var iteration = 0; iteration < 50; iteration++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
            for (var i = 0; i < logits.Length; i++)
            {
                if (labels[i] < 0)
                {
                    continue;
                }

                var p = 1 / (1 + Math.Exp(-((slope * logits[i]) + offset)));
                var (error, weight) = (p - labels[i], p * (1 - p));
                g0 += error;
                g1 += error * logits[i];
                h00 += weight;
                h01 += weight * logits[i];
                h11 += weight * logits[i] * logits[i];
            }

            var determinant = (h00 * h11) - (h01 * h01);
            var stepOffset = ((h11 * g0) - (h01 * g1)) / determinant;
            var stepSlope = ((h00 * g1) - (h01 * g0)) / determinant;
            slope -= stepSlope;
            offset -= stepOffset;
            if (Math.Abs(stepSlope) + Math.Abs(stepOffset) < 1e-9)
            {
                break;
            }
        }

        // A ranking that is worse than none has no calibration that keeps its order.
        return slope > 0 && double.IsFinite(slope) && double.IsFinite(offset) ? new LogitScale(slope, offset) : Identity;
    }
}
