using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Lanes;

/// <summary>The deliveries of a batch with what the batch leaves behind: its stretch, and the timestamps of its scored records.</summary>
internal sealed class DeliverySlip
{
    private readonly DeliveryPool _pool;
    private readonly long[] _recordTimes;
    private Stretch? _stretch;
    private int _count;

    public DeliverySlip(DeliveryPool pool, int maxRows)
    {
        _pool = pool;
        _recordTimes = new long[maxRows];
        Deliveries = new Deliveries(Settle);
    }

    /// <summary>What the sink is given.</summary>
    public Deliveries Deliveries { get; }

    /// <summary>Timestamps of the scored records, ms since the Unix epoch.</summary>
    public ReadOnlySpan<long> RecordTimes => _recordTimes.AsSpan(0, _count);

    /// <summary>A batch of a stretch is about to be handed over.</summary>
    public void Begin(RecordBatch batch, Stretch stretch)
    {
        Deliveries.Reset();
        _stretch = stretch;
        stretch.Add();
        _count = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Faults[row].IsFault)
            {
                _recordTimes[_count++] = batch.RecordTimes[row];
            }
        }
    }

    /// <summary>Its records count as delivered now. It is used again after that.</summary>
    public void Count() => _pool.Count(this);

    // A failed one is not used again: reports of its other records may still come.
    private void Settle(Deliveries deliveries, Exception? failure)
    {
        if (failure is null)
        {
            _stretch?.Deliver(this);
        }
        else
        {
            _stretch?.Fail(failure);
        }
    }
}
