using System.Globalization;
using Streaming.Inference.Batches;
using Streaming.Inference.State;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Lanes;

/// <summary>The decode block's work: bytes to events, and whatever makes a record a dead letter without looking at state.</summary>
internal sealed class DecodeStage(EventEncoder encoder, TimeSpan maxAhead)
{
    private readonly long _maxAhead = maxAhead.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Decodes a batch; a barrier just passes.</summary>
    public LaneItem Decode(LaneItem item)
    {
        if (item.Batch is { } batch)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (!batch.Faults[row].IsFault)
                {
                    batch.Faults[row] = Decode(batch, row);
                }
            }
        }

        return item;
    }

    private RecordFault Decode(RecordBatch batch, int row)
    {
        var fault = encoder.Decode(batch.ValueOf(row), batch.Rows, row);
        return fault.IsFault ? fault
            : IsAhead(batch, row) ? new RecordFault(FaultReason.TimeAhead, "The event time lies too far ahead of the record's timestamp")
            : batch.Rows.KeyOf(row).Length > KeyArena.MaxKeyLength ? TooLong(batch.Rows.KeyOf(row).Length)
            : default;
    }

    // Before the state sees it: one event of the year 2099 would move stream time, and expire every key of its partition.
    private bool IsAhead(RecordBatch batch, int row) =>
        batch.RecordTimes[row] >= 0 && batch.Rows.EventTimes[row] - (batch.RecordTimes[row] * 1_000) > _maxAhead;

    private static RecordFault TooLong(int length) => new(
        FaultReason.BadText,
        string.Create(CultureInfo.InvariantCulture, $"A key of {length} bytes; at most {KeyArena.MaxKeyLength} are kept"));
}
