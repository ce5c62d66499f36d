namespace Streaming.Training.Data;

/// <summary>A span of event time, microseconds since the Unix epoch; the end is exclusive.</summary>
/// <param name="From">First microsecond inside.</param>
/// <param name="To">First microsecond after.</param>
internal readonly record struct Period(long From, long To)
{
    /// <summary>Whether a time lies inside.</summary>
    public bool Contains(long time) => time >= From && time < To;

    /// <summary>Length in days.</summary>
    public double Days => (To - From) / 86_400_000_000.0;
}
