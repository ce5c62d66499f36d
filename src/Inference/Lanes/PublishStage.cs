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
            lane.HandedOver = lane.HandedOver with { Position = rewind.Target.Position };
            rewind.Pass();
        }
    }

    private async Task PublishAsync(RecordBatch batch)
    {
        var epoch = lane.Epoch;
        if (batch.Epoch != epoch.Number)
        {
            return;
        }

        var published = CountPublished(batch);
        if (published == batch.Count)
        {
            await HandOverAsync(batch, epoch);
        }
        else if (published == 0)
        {
            Pass(batch);
        }
        else
        {
            var part = PublishedPart(batch);
            await HandOverAsync(part, epoch);
            parts.Pool.Return(part);
        }
    }

    private RecordBatch PublishedPart(RecordBatch batch)
    {
        var part = parts.Pool.Rent();
        BatchPart.Copy(batch, row => IsPublished(batch, row), part, parts.Model.Encoder);
        return part;
    }

    private int CountPublished(RecordBatch batch)
    {
        // Nearly always: nothing is silent.
        if (batch.Offsets[0] >= lane.SilentUntil && parts.Options.Output is null)
        {
            return batch.Count;
        }

        var count = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            count += IsPublished(batch, row) ? 1 : 0;
        }

        return count;
    }

    private bool IsPublished(RecordBatch batch, int row) =>
        batch.Offsets[row] >= lane.SilentUntil && (parts.Options.Output is not { } output || output.Contains(batch, row));

    private async Task HandOverAsync(RecordBatch batch, LaneEpoch epoch)
    {
        DeliverySlip? slip = null;
        try
        {
            if (lane.Gate is { } gate)
            {
                await gate.WaitAsync(epoch.Superseded);
            }

            slip = parts.Deliveries.Rent(batch, _stretch);
            await parts.Sink.PublishAsync(batch, slip.Deliveries, epoch.Superseded);
            slip.Deliveries.Seal();
        }
        catch (Exception failure)
        {
            slip?.EndSpans(failure);
            parts.Observer.Failed(batch, failure);
            if (failure is not OperationCanceledException)
            {
                throw;
            }

            if (epoch.Superseded.IsCancellationRequested)
            {
                // The lane went back or away, and these records are read again.
                return;
            }

            // Dataflow would take a cancellation for the end of this one item and lose it silently.
            throw new InvalidOperationException("The sink gave up a batch that nobody cancelled.", failure);
        }

        parts.Observer.Published(batch);
        Pass(batch);
    }

    private void Pass(RecordBatch batch) =>
        lane.HandedOver = new HandedOver(batch.Offsets[batch.Count - 1] + 1, batch.RecordTimes[batch.Count - 1]);
}
