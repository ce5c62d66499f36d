namespace Streaming.Training.Data;

/// <summary>Does something with a record's value, which is valid only during the call.</summary>
internal delegate void RecordAction(ReadOnlySpan<byte> value);
