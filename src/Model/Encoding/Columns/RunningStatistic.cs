namespace Streaming.Model.Encoding.Columns;

/// <summary>Weight, mean and deviation of an input over the key's events, each event's weight halving every half-life.</summary>
internal sealed record RunningStatistic(int Input, double HalfLifeSeconds, int Offset) : IKeyStatistic
{
    // The deviation rather than the variance: the square of a float may be none.
    public int Length => 3;

    /// <summary>The statistic <paramref name="seconds"/> after the key's last event time.</summary>
    public (double Weight, double Mean, double Deviation) At(double seconds, ReadOnlySpan<float> statistics) =>
        (statistics[Offset] * double.Exp2(-seconds / HalfLifeSeconds), statistics[Offset + 1], statistics[Offset + 2]);

    public void Advance(double seconds, ReadOnlySpan<double> inputs, Span<float> statistics)
    {
        var (weight, mean, deviation) = At(seconds, statistics);
        var input = inputs[Input];
        if (double.IsNaN(input))
        {
            statistics[Offset] = (float)weight;
            return;
        }

        // West's update for weighted moments, which does not subtract large squares.
        var sum = weight + 1;
        var difference = input - mean;
        var next = mean + (difference / sum);
        var variance = ((weight * deviation * deviation) + (difference * (input - next))) / sum;
        statistics[Offset] = (float)sum;
        statistics[Offset + 1] = Floats.Clamp(next);
        statistics[Offset + 2] = Floats.Clamp(Math.Sqrt(Math.Max(0, variance)));
    }
}
