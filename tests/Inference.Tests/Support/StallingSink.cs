using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Support;

/// <summary>Takes nothing until told to.</summary>
internal sealed class StallingSink(IScoreSink behind) : IScoreSink
{
    private readonly TaskCompletionSource _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when something waits.</summary>
    public Task Reached => _reached.Task;

    public void Flow() => _flows.TrySetResult();

    public async ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await _flows.Task.WaitAsync(cancellationToken);
        await behind.PublishAsync(batch, deliveries, cancellationToken);
    }
}
