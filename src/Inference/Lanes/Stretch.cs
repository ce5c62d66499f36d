namespace Streaming.Inference.Lanes;

/// <summary>The batches of a lane between two barriers, until all of them are delivered.</summary>
internal sealed class Stretch(bool isTransactional)
{
    // Reports come in any order across batches, so a running total over barriers would pass a barrier on later batches' reports: each
    // stretch counts for itself. The barrier at its end is one that is awaited too. Inside a transaction the commit waits for the
    // deliveries, and nothing counts as delivered before it.
    private readonly Lock _lock = new();
    private readonly List<DeliverySlip> _held = [];
    private int _pending = 1;
    private bool _isCommitted;
    private Exception? _failure;
    private LaneBarrier? _end;

    /// <summary>A batch is about to be handed over.</summary>
    public void Add()
    {
        lock (_lock)
        {
            _pending++;
        }
    }

    /// <summary>A batch was delivered.</summary>
    public void Deliver(DeliverySlip slip)
    {
        bool counts;
        lock (_lock)
        {
            counts = !isTransactional || _isCommitted;
            if (!counts)
            {
                _held.Add(slip);
            }
        }

        if (counts)
        {
            slip.Count();
        }
        else
        {
            slip.EndSpans(failure: null);
        }

        Settle(null);
    }

    /// <summary>A batch was not delivered.</summary>
    public void Fail(Exception failure) => Settle(failure);

    /// <summary>Nothing more comes before this barrier.</summary>
    public void End(LaneBarrier barrier)
    {
        barrier.Stretch = this;
        lock (_lock)
        {
            _end = barrier;
        }

        Settle(null);
    }

    /// <summary>The stretch's checkpoint has committed.</summary>
    public void Commit()
    {
        DeliverySlip[] held;
        lock (_lock)
        {
            _isCommitted = true;
            held = [.. _held];
            _held.Clear();
        }

        foreach (var slip in held)
        {
            slip.Count();
        }
    }

    private void Settle(Exception? failure)
    {
        LaneBarrier? settled;
        lock (_lock)
        {
            _failure ??= failure;
            _pending--;
            settled = _pending == 0 || isTransactional || _failure is not null ? _end : null;
            failure = _failure;
        }

        settled?.Settle(failure);
    }
}
