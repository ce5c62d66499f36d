namespace Streaming.Inference.Lanes;

/// <summary>How far a lane has come.</summary>
/// <param name="Position">The offset of the next record to hand to the sink.</param>
/// <param name="RecordTime">Timestamp of the last record handed over, ms since the Unix epoch; -1 before the first, or if it has none.</param>
internal sealed record HandedOver(long Position, long RecordTime);
