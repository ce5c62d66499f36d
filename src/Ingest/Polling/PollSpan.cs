using System.Diagnostics;
using System.Text;
using Streaming.Inference.Batches;

namespace Streaming.Ingest.Polling;

/// <summary>The span <c>poll TOPIC</c> of a batch, linked to what its sampled records came from.</summary>
internal static class PollSpan
{
    private const int MaxLinks = 128;

    /// <summary>Starts a span, or null when nobody listens.</summary>
    public static Activity? Of(RecordBatch batch, IngestOptions options)
    {
        if (!IngestTelemetry.Activities.HasListeners())
        {
            return null;
        }

        var tags = new ActivityTagsCollection
        {
            ["messaging.system"] = "kafka",
            ["messaging.operation.name"] = "poll",
            ["messaging.operation.type"] = "receive",
            ["messaging.destination.name"] = options.Topic,
            ["messaging.destination.partition.id"] = PartitionTag.Of(batch.Partition),
            ["messaging.consumer.group.name"] = options.Group,
            ["messaging.batch.message_count"] = batch.Count,
        };
        return IngestTelemetry.Activities.StartActivity(
            $"poll {options.Topic}", ActivityKind.Client, default(ActivityContext), tags, LinksOf(batch));
    }

    private static List<ActivityLink>? LinksOf(RecordBatch batch)
    {
        List<ActivityLink>? links = null;
        for (var row = 0; row < batch.Count && (links?.Count ?? 0) < MaxLinks; row++)
        {
            var traceParent = batch.TraceParentOf(row);
            if (!traceParent.IsEmpty
                && ActivityContext.TryParse(Encoding.ASCII.GetString(traceParent), null, isRemote: true, out var context)
                && context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
            {
                (links ??= []).Add(new ActivityLink(context));
            }
        }

        return links;
    }
}
