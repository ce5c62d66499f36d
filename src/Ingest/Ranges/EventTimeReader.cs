namespace Streaming.Ingest.Ranges;

/// <summary>Reads the event time out of a record's value, microseconds since the Unix epoch; null where it cannot be read.</summary>
/// <param name="value">The record's value.</param>
public delegate long? EventTimeReader(ReadOnlySpan<byte> value);
