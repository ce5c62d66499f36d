using System.Text;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Tests.Support;

/// <summary>What a sink was handed for one record.</summary>
internal sealed record Published(int Partition, long Offset, string? Reason, string? Detail, string Key, float Score, bool Alert, long Count)
{
    public static IEnumerable<Published> Of(RecordBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var fault = batch.Faults[row];
            yield return fault.IsFault
                ? new Published(batch.Partition, batch.Offsets[row], fault.Reason, fault.Detail, "", float.NaN, false, 0)
                : new Published(
                    batch.Partition,
                    batch.Offsets[row],
                    null,
                    null,
                    Encoding.UTF8.GetString(batch.Rows.KeyOf(row)),
                    batch.Scores[row],
                    batch.Alerts[row],
                    batch.KeyCounts[row]);
        }
    }
}
