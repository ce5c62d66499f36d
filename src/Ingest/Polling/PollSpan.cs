using System.Diagnostics;
using Streaming.Inference.Batches;

namespace Streaming.Ingest.Polling;

/// <summary>The span <c>poll TOPIC</c> of a batch: from its first record to the lane, linked to what its sampled records came from.</summary>
internal static class PollSpan
{
    /// <summary>Begins it, or null when nobody listens.</summary>
    public static Activity? Of(RecordBatch batch, IngestOptions options, DateTimeOffset began)
    {
        if (!IngestTelemetry.Activities.HasListeners())
        {
            return null;
        }

        return SpanStart.Detached(
            IngestTelemetry.Activities,
            $"poll {options.Topic}",
            ActivityKind.Client,
            default,
            [
                new("messaging.system", "kafka"),
                new("messaging.operation.name", "poll"),
                new("messaging.operation.type", "receive"),
                new("messaging.destination.name", options.Topic),
                new("messaging.destination.partition.id", PartitionTag.Of(batch.Partition)),
                new("messaging.consumer.group.name", options.Group),
                new("messaging.batch.message_count", batch.Count),
            ],
            LinksOf(batch),
            began);
    }

    private static List<ActivityLink>? LinksOf(RecordBatch batch)
    {
        List<ActivityLink>? links = null;
        for (var row = 0; row < batch.Count && (links?.Count ?? 0) < SpanStart.MaxLinks; row++)
        {
            if (TraceParent.TryReadSampled(batch.TraceParentOf(row), out var context))
            {
                (links ??= []).Add(new ActivityLink(context));
            }
        }

        return links;
    }
}
