using System.Diagnostics;
using System.Globalization;
using System.Text;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Lanes;

/// <summary>
/// Spans <c>process TOPIC</c>: one per batch, linked to its sampled records, and one per sampled record as a child of it. Costs nothing
/// while nobody listens.
/// </summary>
internal sealed class ProcessSpans(InferenceTelemetry telemetry, string topic, TimeProvider time)
{
    // The parent travels in the record: Activity.Current inside a block belongs to whoever posted first.
    private const int TraceParentLength = 55;

    private readonly string _name = "process " + topic;

    /// <summary>A batch's processing begins.</summary>
    public void Begin(RecordBatch batch) =>
        batch.ReceivedAt = telemetry.Spans.HasListeners() || telemetry.ProcessDuration.Enabled ? time.GetUtcNow() : null;

    /// <summary>A batch was handed to the sink.</summary>
    public void End(RecordBatch batch)
    {
        if (batch.ReceivedAt is not { } began)
        {
            return;
        }

        var ended = time.GetUtcNow();
        telemetry.ProcessDuration.Record((ended - began).TotalSeconds, Tag("messaging.operation.name", "process"), Tag("messaging.system", "kafka"));
        if (telemetry.Spans.HasListeners())
        {
            Trace(batch, began, ended);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static bool TryParse(ReadOnlySpan<byte> traceParent, out ActivityContext context)
    {
        // The sampled flag is the last bit of the last hex digit: only a sampled context is worth a string.
        context = default;
        return traceParent.Length == TraceParentLength
            && (traceParent[^1] & 1) == ('1' & 1)
            && ActivityContext.TryParse(Encoding.ASCII.GetString(traceParent), null, isRemote: true, out context);
    }

    private void Trace(RecordBatch batch, DateTimeOffset began, DateTimeOffset ended)
    {
        List<ActivityLink>? links = null;
        for (var row = 0; row < batch.Count; row++)
        {
            if (TryParse(batch.TraceParentOf(row), out var context))
            {
                (links ??= []).Add(new ActivityLink(context));
                Emit(batch, context, null, began, ended, batch.Offsets[row], records: 1);
            }
        }

        Emit(batch, default, links, began, ended, batch.Offsets[0], batch.Count);
    }

    private void Emit(
        RecordBatch batch,
        ActivityContext parent,
        List<ActivityLink>? links,
        DateTimeOffset began,
        DateTimeOffset ended,
        long offset,
        int records)
    {
        using var span = telemetry.Spans.StartActivity(
            _name,
            ActivityKind.Consumer,
            parent,
            [
                Tag("messaging.system", "kafka"),
                Tag("messaging.operation.name", "process"),
                Tag("messaging.operation.type", "process"),
                Tag("messaging.destination.name", topic),
                Tag("messaging.destination.partition.id", batch.Partition.ToString(CultureInfo.InvariantCulture)),
                Tag("messaging.kafka.offset", offset),
                Tag("messaging.batch.message_count", records),
            ],
            links,
            began);
        span?.SetEndTime(ended.UtcDateTime);
    }
}
