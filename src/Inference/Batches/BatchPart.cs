using Streaming.Model.Encoding;

namespace Streaming.Inference.Batches;

/// <summary>Takes the part of a scored batch that is published: the other events were stepped without output.</summary>
internal static class BatchPart
{
    /// <summary>Copies the rows that are meant to an empty batch. At the edges of a range only, so decoded anew.</summary>
    public static void Copy(RecordBatch from, Predicate<int> isMeant, RecordBatch to, EventEncoder encoder)
    {
        to.Partition = from.Partition;
        to.Epoch = from.Epoch;
        to.ReceivedAt = from.ReceivedAt;
        to.TraceContext = from.TraceContext;
        (to.Span, from.Span) = (from.Span, null);
        for (var row = 0; row < from.Count; row++)
        {
            if (!isMeant(row))
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

        // Only records with output have spans, and they are the end of the batch.
        to.RecordSpans.AddRange(from.RecordSpans.Select(record => (record.Row - (from.Count - to.Count), record.Span)));
        from.RecordSpans.Clear();
    }
}
