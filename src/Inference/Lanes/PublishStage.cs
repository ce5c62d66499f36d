using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Lanes;

/// <summary>The publish block's work: hands batches to the sink in offset order, and settles a barrier behind their deliveries.</summary>
internal sealed class PublishStage(Lane lane, IScoreSink sink, DeliveryPool pool, BatchObserver observer)
{
    private Stretch _stretch = new();

    public async Task PublishAsync(LaneItem item)
    {
        if (item.Barrier is { } barrier)
        {
            _stretch.End(barrier);
            _stretch = new Stretch();
        }
        else if (item.Batch is { } batch)
        {
            await PublishAsync(batch);
            lane.Release(batch);
        }
    }

    private async Task PublishAsync(RecordBatch batch)
    {
        if (batch.Epoch != lane.Epoch)
        {
            return;
        }

        var deliveries = pool.Rent(batch, _stretch);
        try
        {
            await sink.PublishAsync(batch, deliveries, lane.Dropped);
        }
        catch (OperationCanceledException) when (lane.Dropped.IsCancellationRequested)
        {
            // The lane is gone; whoever has the partition now reads these records again.
            return;
        }
        catch (OperationCanceledException e)
        {
            // Dataflow would take a cancellation for the end of this one item and lose it silently.
            throw new InvalidOperationException("The sink gave up a batch that nobody cancelled.", e);
        }

        deliveries.Seal();
        observer.Published(batch);
    }
}
