using System.Collections.Concurrent;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;

namespace Streaming.Inference.Lanes;

/// <summary>Deliveries to be used again, each with what its batch leaves behind: record times and stretch. Thread-safe.</summary>
internal sealed class DeliveryPool(PipelineCounters counters, int maxRows)
{
    private readonly PipelineCounters _counters = counters;
    private readonly ConcurrentBag<Slip> _slips = [];

    /// <summary>Deliveries for a batch that is about to be handed over.</summary>
    public Deliveries Rent(RecordBatch batch, Stretch stretch)
    {
        if (!_slips.TryTake(out var slip))
        {
            slip = new Slip(this, maxRows);
        }

        slip.Begin(batch, stretch);
        return slip.Deliveries;
    }

    private sealed class Slip
    {
        private readonly DeliveryPool _pool;
        private readonly long[] _recordTimes;
        private int _count;
        private Stretch _stretch = new();

        public Slip(DeliveryPool pool, int maxRows)
        {
            _pool = pool;
            _recordTimes = new long[maxRows];
            Deliveries = new Deliveries(Settled);
        }

        public Deliveries Deliveries { get; }

        public void Begin(RecordBatch batch, Stretch stretch)
        {
            Deliveries.Reset();
            _stretch = stretch;
            _stretch.Add();
            _count = 0;
            for (var row = 0; row < batch.Count; row++)
            {
                if (!batch.Faults[row].IsFault)
                {
                    _recordTimes[_count++] = batch.RecordTimes[row];
                }
            }
        }

        private void Settled(Deliveries deliveries, Exception? failure)
        {
            var stretch = _stretch;
            if (failure is null)
            {
                _pool._counters.Delivered(_recordTimes.AsSpan(0, _count));
                _pool._slips.Add(this);
            }

            stretch.Settle(failure);
        }
    }
}
