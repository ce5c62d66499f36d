namespace Streaming.Ingest.Ranges;

/// <summary>A record of a range.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="RecordTime">Its timestamp, milliseconds since the Unix epoch; -1 if unknown.</param>
/// <param name="EventTime">
/// Its event time, microseconds since the Unix epoch; where that cannot be read or believed, the one before it in its partition.
/// </param>
/// <param name="Key">The record key; empty if none.</param>
/// <param name="Value">The value; null for a tombstone.</param>
public sealed record RangeRecord(int Partition, long Offset, long RecordTime, long EventTime, byte[] Key, byte[]? Value)
{
    /// <summary>Bytes held.</summary>
    internal int Size => Key.Length + (Value?.Length ?? 0);
}
