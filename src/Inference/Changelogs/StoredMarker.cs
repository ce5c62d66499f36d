namespace Streaming.Inference.Changelogs;

/// <summary>Where the states of a partition stand.</summary>
/// <param name="Offset">The committed source offset.</param>
/// <param name="StreamTime">The stream time at it, microseconds since the Unix epoch; <see cref="long.MinValue"/> before the first event.</param>
/// <param name="Group">The consumer group whose offset it is.</param>
public sealed record StoredMarker(long Offset, long StreamTime, string Group);
