using System.Collections.Concurrent;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Support;

/// <summary>Takes everything, and confirms or fails nothing by itself.</summary>
internal sealed class UnconfirmingSink : IScoreSink
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<(Deliveries Deliveries, long Last, int Count)> Taken { get; } = new();

    /// <summary>Completes when the first batch was taken.</summary>
    public Task First => _taken.Task;

    public ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
    {
        deliveries.Announce(batch.Count);
        Taken.Enqueue((deliveries, batch.Offsets[batch.Count - 1], batch.Count));
        _taken.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
