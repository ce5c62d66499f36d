using System.Diagnostics;
using System.Globalization;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Lanes;

/// <summary>
/// Spans <c>process TOPIC</c>: one per batch, from the consumer to the sink and linked to what its sampled records came from, and one per
/// sampled record, child of that and carried on in what comes of it. Costs nothing while nobody listens. Thread-safe.
/// </summary>
internal sealed class ProcessSpans(InferenceTelemetry telemetry, string topic, TimeProvider time)
{
    // The parent travels in the record: Activity.Current inside a block belongs to whoever posted first.
    private const string Superseded = "superseded";

    private readonly string _name = "process " + topic;

    /// <summary>A lane is offered a batch.</summary>
    public void Receive(RecordBatch batch) =>
        batch.ReceivedAt = telemetry.Spans.HasListeners() || telemetry.ProcessDuration.Enabled ? time.GetUtcNow() : null;

    /// <summary>Processing begins. Records below <paramref name="silentUntil"/> are history that nothing comes of.</summary>
    public void Begin(RecordBatch batch, long silentUntil)
    {
        if (!telemetry.Spans.HasListeners() || batch.ReceivedAt is not { } received || batch.Offsets[batch.Count - 1] < silentUntil)
        {
            return;
        }

        List<ActivityLink>? links = null;
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Offsets[row] >= silentUntil && TraceParent.TryReadSampled(batch.TraceParentOf(row), out var context))
            {
                if ((links?.Count ?? 0) < SpanStart.MaxLinks)
                {
                    (links ??= []).Add(new ActivityLink(context));
                }

                if (Start(batch, context, null, received, batch.Offsets[row], records: 1) is { } own)
                {
                    batch.RecordSpans.Add((row, own));
                    batch.SetTraceParent(row, own.Id);
                }
            }
        }

        batch.Span = Start(batch, batch.TraceContext, links, received, batch.Offsets[0], batch.Count);

        // Where the batch itself is not sampled, step and send show in the trace of its first sampled record.
        batch.TraceContext = batch.Span is { Recorded: true } span ? span.Context
            : batch.RecordSpans.Count > 0 ? batch.RecordSpans[0].Span.Context
            : default;
    }

    /// <summary>A batch was handed to the sink, or could not be.</summary>
    public void End(RecordBatch batch, Exception? failure)
    {
        if (batch.ReceivedAt is not { } began)
        {
            return;
        }

        var ended = time.GetUtcNow();
        var span = batch.Span;
        var current = Activity.Current;
        Activity.Current = span;
        telemetry.ProcessDuration.Record((ended - began).TotalSeconds, Tag("messaging.operation.name", "process"), Tag("messaging.system", "kafka"));
        Activity.Current = current;
        batch.Span = null;
        SpanStart.End(span, failure?.GetType().FullName, ended);
    }

    /// <summary>A batch leaves the lane: what has not ended by now was thrown away, by a rewind or with its partition.</summary>
    public static void Leave(RecordBatch batch)
    {
        SpanStart.End(batch.Span, Superseded);
        batch.Span = null;
        foreach (var (_, span) in batch.RecordSpans)
        {
            SpanStart.End(span, Superseded);
        }

        batch.RecordSpans.Clear();
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private Activity? Start(
        RecordBatch batch, ActivityContext parent, List<ActivityLink>? links, DateTimeOffset began, long offset, int records) =>
        SpanStart.Detached(
            telemetry.Spans,
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
}
