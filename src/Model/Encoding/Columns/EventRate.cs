namespace Streaming.Model.Encoding.Columns;

/// <summary>The key's events, each one's weight halving every half-life.</summary>
internal sealed record EventRate(double HalfLifeSeconds, int Offset) : IKeyStatistic
{
    private const double DaySeconds = 86_400;

    public int Length => 1;

    // A steady rate r gathers the weight r * halfLife / ln 2.
    public double PerDay(double seconds, ReadOnlySpan<float> statistics) =>
        statistics[Offset] * double.Exp2(-seconds / HalfLifeSeconds) * Math.Log(2) / HalfLifeSeconds * DaySeconds;

    public void Advance(double seconds, ReadOnlySpan<double> inputs, Span<float> statistics) =>
        statistics[Offset] = (float)((statistics[Offset] * double.Exp2(-seconds / HalfLifeSeconds)) + 1);
}
