using System.Collections.Concurrent;
using Streaming.Inference.Batches;
using Streaming.Inference.Reports;

namespace Streaming.Inference.Lanes;

/// <summary>Delivery slips to be used again. Thread-safe.</summary>
internal sealed class DeliveryPool(PipelineCounters counters, int maxRows)
{
    private readonly ConcurrentBag<DeliverySlip> _slips = [];

    /// <summary>Deliveries for a batch that is about to be handed over.</summary>
    public DeliverySlip Rent(RecordBatch batch, Stretch stretch)
    {
        if (!_slips.TryTake(out var slip))
        {
            slip = new DeliverySlip(this, maxRows);
        }

        slip.Begin(batch, stretch);
        return slip;
    }

    /// <summary>Counts a slip's records as delivered and takes it back.</summary>
    public void Count(DeliverySlip slip)
    {
        counters.Delivered(slip.RecordTimes, slip.Spans);
        slip.EndSpans(failure: null);
        _slips.Add(slip);
    }
}
