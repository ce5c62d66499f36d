using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Durable;

/// <summary>Puts scores where a reader sees them: at once, or inside the transaction.</summary>
internal sealed class MemoryScoreSink(MemoryBroker broker, Process process, MemoryCheckpointLog? transaction) : IScoreSink
{
    public async ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
    {
        process.Live();
        deliveries.Announce(batch.Count);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var published = Published.Of(batch).ToList();
        var arrived = process.Dice.Once(process.Faults.FailedDelivery) ? process.Dice.Next(published.Count) : published.Count;
        var isTaken = transaction?.TryAdd(published.Take(arrived)) ?? Show(published.Take(arrived));
        for (var row = 0; row < published.Count; row++)
        {
            if (isTaken && row < arrived)
            {
                deliveries.Confirm();
            }
            else
            {
                deliveries.Fail(new TimeoutException("message timed out"));
            }
        }
    }

    private bool Show(IEnumerable<Published> published)
    {
        lock (broker.Lock)
        {
            broker.Scores.AddRange(published);
        }

        return true;
    }
}
