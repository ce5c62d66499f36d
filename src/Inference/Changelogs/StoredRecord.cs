namespace Streaming.Inference.Changelogs;

/// <summary>The latest record of a record key.</summary>
/// <param name="Size">Bytes of key and value.</param>
/// <param name="LastEventTime">For a key state: when its last event happened, microseconds since the Unix epoch.</param>
/// <param name="Resets">How many resets came before it: with more since, it is forgotten.</param>
/// <param name="Value">The value, where it is kept.</param>
internal readonly record struct StoredRecord(int Size, long? LastEventTime, int Resets, byte[]? Value);
