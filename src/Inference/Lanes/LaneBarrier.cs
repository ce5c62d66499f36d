using Streaming.Inference.Checkpoints;

namespace Streaming.Inference.Lanes;

/// <summary>The cut of one lane at one checkpoint. It travels behind the lane's batches and gathers what the checkpoint needs.</summary>
internal sealed class LaneBarrier(Lane lane, long checkpoint)
{
    private readonly TaskCompletionSource _handedOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isSettled;

    /// <summary>The lane that it travels through.</summary>
    public Lane Lane { get; } = lane;

    /// <summary>The checkpoint's number.</summary>
    public long Checkpoint { get; } = checkpoint;

    /// <summary>The lane's epoch at the cut, set by the score block.</summary>
    public int Epoch { get; set; }

    /// <summary>The committable offset at the cut, set by the score block.</summary>
    public long Position { get; set; }

    /// <summary>The stream time at the cut, set by the score block.</summary>
    public long StreamTime { get; set; }

    /// <summary>Copies of the states touched since the last cut, set by the score block; null without a changelog.</summary>
    public ChangelogRecords? Changes { get; set; }

    /// <summary>Whether the copies end with the marker already.</summary>
    public bool HasMarker { get; set; }

    /// <summary>What was published since the last cut, set by the publish block.</summary>
    public Stretch? Stretch { get; set; }

    /// <summary>Why something before the barrier was not delivered; null if all of it was.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether all before the barrier is delivered.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>Whether the lane is still what it was at the cut: neither lost (even before it) nor rewound.</summary>
    public bool IsOwned => Epoch != LaneEpoch.None && Epoch == Lane.Epoch.Number;

    /// <summary>Whether the lane still steps without output at the cut: its offset is not to be committed, its states are.</summary>
    public bool IsSilent => Position < Lane.SilentUntil;

    /// <summary>Whether there is anything to commit.</summary>
    public bool HasNews => IsSilent ? Changes?.Count > 0 : Position != Lane.Committed || Lane.NeedsMarker || Changes?.Count > 0;

    /// <summary>All before the barrier has been delivered, or not. The first word counts.</summary>
    public void Settle(Exception? failure)
    {
        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            Failure = failure;
            IsHandedOver = failure is null;
            _handedOver.TrySetResult();
        }
    }

    /// <summary>Waits until the barrier has passed the lane, or the lane is gone.</summary>
    public async Task WaitAsync()
    {
        try
        {
            await _handedOver.Task.WaitAsync(Lane.Dropped);
        }
        catch (OperationCanceledException) when (Lane.Dropped.IsCancellationRequested)
        {
            // Lost: neither delivered nor failed.
        }
    }
}
