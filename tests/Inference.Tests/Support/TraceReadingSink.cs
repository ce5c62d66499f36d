using System.Collections.Concurrent;
using System.Text;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Support;

/// <summary>Keeps the traceparent of every record by offset, and confirms at once.</summary>
internal sealed class TraceReadingSink : IScoreSink
{
    public ConcurrentDictionary<long, string> TraceParents { get; } = new();

    public ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
    {
        deliveries.Announce(batch.Count);
        for (var row = 0; row < batch.Count; row++)
        {
            TraceParents[batch.Offsets[row]] = Encoding.ASCII.GetString(batch.TraceParentOf(row));
            deliveries.Confirm();
        }

        return ValueTask.CompletedTask;
    }
}
