using Streaming.Inference.Batches;

namespace Streaming.Inference.Lanes;

/// <summary>The publish block's work: hands batches to the sink in offset order, and settles a barrier behind their deliveries.</summary>
internal sealed class PublishStage(Lane lane, LaneParts parts)
{
    // One thread at a time: the publish block.
    private Stretch _stretch = new(parts.IsTransactional);

    public async Task PublishAsync(LaneItem item)
    {
        if (item.Batch is { } batch)
        {
            await PublishAsync(batch);
            lane.Release(batch);
        }
        else if (item.Barrier is { } barrier)
        {
            // What comes after a barrier is of the next transaction.
            lane.Gate?.Close();
            _stretch.End(barrier);
            _stretch = new Stretch(parts.IsTransactional);
        }
        else if (item.Rewind is { } rewind)
        {
            lane.Gate?.Close();
            _stretch = new Stretch(parts.IsTransactional);
            rewind.Pass();
        }
    }

    private async Task PublishAsync(RecordBatch batch)
    {
        var epoch = lane.Epoch;
        if (batch.Epoch != epoch.Number || batch.Offsets[batch.Count - 1] < lane.SilentUntil)
        {
            return;
        }

        if (batch.Offsets[0] >= lane.SilentUntil)
        {
            await HandOverAsync(batch, epoch);
            return;
        }

        var tail = parts.Pool.Rent();
        BatchTail.Copy(batch, lane.SilentUntil, tail, parts.Model.Encoder);
        await HandOverAsync(tail, epoch);
        parts.Pool.Return(tail);
    }

    private async Task HandOverAsync(RecordBatch batch, LaneEpoch epoch)
    {
        try
        {
            if (lane.Gate is { } gate)
            {
                await gate.WaitAsync(epoch.Superseded);
            }

            var deliveries = parts.Deliveries.Rent(batch, _stretch);
            await parts.Sink.PublishAsync(batch, deliveries, epoch.Superseded);
            deliveries.Seal();
        }
        catch (OperationCanceledException) when (epoch.Superseded.IsCancellationRequested)
        {
            // The lane went back or away, and these records are read again.
            return;
        }
        catch (OperationCanceledException e)
        {
            // Dataflow would take a cancellation for the end of this one item and lose it silently.
            throw new InvalidOperationException("The sink gave up a batch that nobody cancelled.", e);
        }

        parts.Observer.Published(batch);
    }
}
