namespace Streaming.Model.Encoding.Columns;

/// <summary>Where the key's latest event with a place was, and how long before the key's last event time.</summary>
internal sealed record LastPlace(int First, int Second, int Offset) : IKeyStatistic
{
    // 1 once there is a place, its two coordinates, and its age in seconds.
    public int Length => 4;

    public bool IsThere(ReadOnlySpan<float> statistics) => statistics[Offset] > 0;

    public (double First, double Second, double Age) At(double seconds, ReadOnlySpan<float> statistics) =>
        (statistics[Offset + 1], statistics[Offset + 2], statistics[Offset + 3] + seconds);

    public void Advance(double seconds, ReadOnlySpan<double> inputs, Span<float> statistics)
    {
        if (double.IsNaN(inputs[First]) || double.IsNaN(inputs[Second]))
        {
            statistics[Offset + 3] += (float)seconds;
            return;
        }

        statistics[Offset] = 1;
        statistics[Offset + 1] = (float)inputs[First];
        statistics[Offset + 2] = (float)inputs[Second];
        statistics[Offset + 3] = 0;
    }
}
