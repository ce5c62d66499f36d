using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Host.Tests.Telemetry;

/// <summary>A sink that is never given anything.</summary>
internal sealed class SilentSink : IScoreSink
{
    public ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing runs here.");
}
