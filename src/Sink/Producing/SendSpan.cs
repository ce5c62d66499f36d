using System.Diagnostics;
using Streaming.Inference.Batches;

namespace Streaming.Sink.Producing;

/// <summary>The span <c>send TOPIC</c> of a batch: from its hand-over to the producer to its last delivery report.</summary>
internal static class SendSpan
{
    /// <summary>Begins it under the batch's span; null where that is not traced.</summary>
    public static Activity? Of(RecordBatch batch, string topic) =>
        batch.TraceContext == default || !SinkTelemetry.Activities.HasListeners()
            ? null
            : SpanStart.Detached(
                SinkTelemetry.Activities,
                "send " + topic,
                ActivityKind.Producer,
                batch.TraceContext,
                [
                    new("messaging.system", "kafka"),
                    new("messaging.operation.name", "send"),
                    new("messaging.operation.type", "send"),
                    new("messaging.destination.name", topic),
                    new("messaging.batch.message_count", batch.Count),
                ]);
}
