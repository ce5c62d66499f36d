namespace Streaming.Model.Encoding.Columns;

/// <summary>
/// Numbers kept per key in constant memory, as they stood at the key's last event time. All zero is a new key, for that is how a
/// state begins.
/// </summary>
internal interface IKeyStatistic
{
    /// <summary>Floats that it keeps.</summary>
    int Length { get; }

    /// <summary>Takes an event in, <paramref name="seconds"/> after the key's last event time.</summary>
    void Advance(double seconds, ReadOnlySpan<double> inputs, Span<float> statistics);
}
