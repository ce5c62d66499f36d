using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Support;

/// <summary>Throws at every batch.</summary>
internal sealed class ThrowingSink(Exception failure) : IScoreSink
{
    public ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken) => throw failure;
}
