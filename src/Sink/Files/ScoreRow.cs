namespace Streaming.Sink.Files;

/// <summary>One row of a file of scores, beside its scores.</summary>
/// <param name="Id">The event's id; copied by who keeps the row.</param>
/// <param name="Time">Event time, microseconds since the Unix epoch.</param>
/// <param name="Label">1 fraud, 0 genuine, -1 no label.</param>
public readonly record struct ScoreRow(ReadOnlyMemory<char> Id, long Time, sbyte Label);
