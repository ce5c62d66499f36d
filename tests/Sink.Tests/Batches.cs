using System.Text;
using Streaming.Inference.Batches;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;

namespace Streaming.Sink.Tests;

/// <summary>Batches as the score block leaves them.</summary>
internal static class Batches
{
    private static readonly EventEncoder Encoder = new(FeatureSchema.Parse(
        """{"version":1,"id":{"field":"id"},"key":{"field":"k"},"time":{"field":"t","format":"iso-8601"},"features":[{"name":"a","kind":"numeric","field":"a","transform":"identity"}]}"""));

    public static RecordBatch Empty(int capacity, int maxRecordBytes = 262_144) => new(Encoder, capacity, maxRecordBytes);

    public static RecordBatch AddScored(this RecordBatch batch, long offset, string id, string key, float score = 0.25f, long eventTime = 0)
    {
        var row = batch.Count;
        batch.Add(offset, 0, Encoding.UTF8.GetBytes(key), "{}"u8, isNull: false);
        batch.Rows.SetId(row, Encoding.UTF8.GetBytes(id));
        batch.Rows.SetKey(row, Encoding.UTF8.GetBytes(key));
        batch.Rows.EventTimes[row] = eventTime;
        batch.Scores[row] = score;
        batch.Alerts[row] = score >= 0.5f;
        batch.KeyCounts[row] = offset + 1;
        return batch;
    }

    public static RecordBatch AddFaulty(this RecordBatch batch, long offset, byte[] key, byte[]? value, string reason, string detail)
    {
        batch.Add(offset, 0, key, value, isNull: value is null, fault: new RecordFault(reason, detail));
        return batch;
    }
}
