using Streaming.Inference.Batches;
using Streaming.Inference.Keys;
using Streaming.Inference.Ports;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Lanes;

/// <summary>The decode block's work: bytes to events, and whatever makes a record a dead letter without looking at state.</summary>
internal sealed class DecodeStage(EventEncoder encoder, InferenceOptions options, KeyEdge keys)
{
    private readonly long _maxAhead = options.MaxAhead.Ticks / TimeSpan.TicksPerMicrosecond;
    private readonly HashSet<PartitionOffset> _skipped = [.. options.Skip];

    /// <summary>Decodes a batch; whatever else comes just passes.</summary>
    public LaneItem Decode(LaneItem item)
    {
        if (item.Batch is { } batch)
        {
            Decode(batch);
        }

        return item;
    }

    /// <summary>Decodes the records that nobody has refused yet.</summary>
    public void Decode(RecordBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Faults[row].IsFault)
            {
                batch.Faults[row] = Decode(batch, row);
            }
        }
    }

    private RecordFault Decode(RecordBatch batch, int row)
    {
        if (_skipped.Count > 0 && _skipped.Contains(new PartitionOffset(batch.Partition, batch.Offsets[row])))
        {
            return new RecordFault(FaultReason.Skipped, "Named to be skipped");
        }

        var fault = encoder.Decode(batch.ValueOf(row), batch.Rows, row);
        return fault.IsFault ? fault
            : IsAhead(batch, row) ? new RecordFault(FaultReason.TimeAhead, "The event time lies too far ahead of the record's timestamp")
            : keys.Pass(batch, row);
    }

    // Before the state sees it: one event of the year 2099 would move stream time, and expire every key of its partition.
    private bool IsAhead(RecordBatch batch, int row) =>
        batch.RecordTimes[row] >= 0 && batch.Rows.EventTimes[row] - (batch.RecordTimes[row] * 1_000) > _maxAhead;
}
