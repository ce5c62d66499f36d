namespace Streaming.Inference.Lanes;

/// <summary>The cut of one lane at one checkpoint. It travels behind the lane's batches and gathers what the checkpoint needs.</summary>
internal sealed class LaneBarrier(Lane lane, long checkpoint)
{
    private readonly TaskCompletionSource _handedOver = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The lane that it travels through.</summary>
    public Lane Lane { get; } = lane;

    /// <summary>The checkpoint's number.</summary>
    public long Checkpoint { get; } = checkpoint;

    /// <summary>The lane's epoch at the cut, set by the score block.</summary>
    public int Epoch { get; set; }

    /// <summary>The committable offset at the cut, set by the score block.</summary>
    public long Position { get; set; }

    /// <summary>Completes when all before the barrier has been delivered; faults with the first failed delivery.</summary>
    public Task HandedOver => _handedOver.Task;

    /// <summary>All before the barrier has been delivered, or not.</summary>
    public void Settle(Exception? failure)
    {
        if (failure is null)
        {
            _handedOver.TrySetResult();
        }
        else
        {
            _handedOver.TrySetException(failure);
        }
    }
}
