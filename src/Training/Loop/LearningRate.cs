namespace Streaming.Training.Loop;

/// <summary>A linear rise, then half a cosine down to nothing.</summary>
/// <param name="peak">The highest rate.</param>
/// <param name="warmUp">Steps of rise.</param>
/// <param name="total">All steps.</param>
internal sealed class LearningRate(double peak, int warmUp, int total)
{
    /// <summary>The rate of a step, counted from 0.</summary>
    public double At(int step)
    {
        if (step < warmUp)
        {
            return peak * (step + 1) / warmUp;
        }

        var progress = Math.Min(1, (step - warmUp) / (double)Math.Max(1, total - warmUp));
        return peak * 0.5 * (1 + Math.Cos(Math.PI * progress));
    }
}
