using Streaming.Inference.Batches;

namespace Streaming.Inference;

/// <summary>What a replay publishes. The rest steps its key's state and is not heard of.</summary>
/// <param name="From">The first event time, microseconds since the Unix epoch.</param>
/// <param name="To">The first event time that is not published.</param>
/// <param name="FromOffsets">The first offset by partition; null for any.</param>
public sealed record OutputRange(long From, long To, IReadOnlyDictionary<int, long>? FromOffsets = null)
{
    /// <summary>Whether an event time lies in the range.</summary>
    public bool Contains(long eventTime) => eventTime >= From && eventTime < To;

    /// <summary>Whether a row is published. A record without a readable event time goes by its timestamp.</summary>
    internal bool Contains(RecordBatch batch, int row)
    {
        var time = batch.Faults[row].IsFault ? batch.RecordTimes[row] * 1_000 : batch.Rows.EventTimes[row];
        return Contains(time) && (FromOffsets is null || batch.Offsets[row] >= FromOffsets.GetValueOrDefault(batch.Partition, long.MaxValue));
    }
}
