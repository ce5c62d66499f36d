namespace Streaming.Inference.Lanes;

/// <summary>The batches of a lane between two barriers, until all of them are delivered.</summary>
internal sealed class Stretch
{
    // Reports come in any order across batches, so a running total over barriers would pass a barrier on later batches' reports: each
    // stretch counts for itself. The barrier at its end is one that is awaited too.
    private readonly Lock _lock = new();
    private int _pending = 1;
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

    /// <summary>A batch was delivered, or not.</summary>
    public void Settle(Exception? failure)
    {
        LaneBarrier? end;
        lock (_lock)
        {
            _failure ??= failure;
            _pending--;
            end = _pending == 0 || _failure is not null ? _end : null;
        }

        end?.Settle(_failure);
    }

    /// <summary>Nothing more comes before this barrier.</summary>
    public void End(LaneBarrier barrier)
    {
        lock (_lock)
        {
            _end = barrier;
        }

        Settle(null);
    }
}
