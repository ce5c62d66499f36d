using Streaming.Model.Encoding;

namespace Streaming.Inference.Batches;

/// <summary>Cuts a scored batch at an offset: below it, events were stepped without output.</summary>
internal static class BatchTail
{
    /// <summary>Copies what lies at or above <paramref name="offset"/> to an empty batch. Once per rebuilt lane, so decoded anew.</summary>
    public static void Copy(RecordBatch from, long offset, RecordBatch to, EventEncoder encoder)
    {
        to.Partition = from.Partition;
        to.Epoch = from.Epoch;
        to.ReceivedAt = from.ReceivedAt;
        for (var row = 0; row < from.Count; row++)
        {
            if (from.Offsets[row] < offset)
            {
                continue;
            }

            var copy = to.Count;
            to.Add(from.Offsets[row], from.RecordTimes[row], from.RecordKeyOf(row), from.ValueOf(row), from.Sizes[row] < 0, from.TraceParentOf(row));
            if (!from.Faults[row].IsFault)
            {
                encoder.Decode(to.ValueOf(copy), to.Rows, copy);
                to.Rows.SetKey(copy, from.Rows.KeyOf(row));
            }

            to.Sizes[copy] = from.Sizes[row];
            to.Faults[copy] = from.Faults[row];
            to.Scores[copy] = from.Scores[row];
            to.Alerts[copy] = from.Alerts[row];
            to.KeyCounts[copy] = from.KeyCounts[row];
        }
    }
}
