namespace Streaming.Inference.Lanes;

/// <summary>Sends a lane back to what is settled. It travels like a barrier: the score block undoes, the publish block lets it pass.</summary>
internal sealed class LaneRewind(Lane lane, LaneEpoch epoch, SettledPoint target)
{
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The lane.</summary>
    public Lane Lane { get; } = lane;

    /// <summary>The epoch that begins with it.</summary>
    public LaneEpoch Epoch { get; } = epoch;

    /// <summary>Where it goes back to.</summary>
    public SettledPoint Target { get; } = target;

    /// <summary>Waits until nothing of an older epoch is being published any more, or the lane is gone.</summary>
    public async Task WaitAsync()
    {
        try
        {
            await _passed.Task.WaitAsync(Lane.Dropped);
        }
        catch (OperationCanceledException) when (Lane.Dropped.IsCancellationRequested)
        {
            // Lost: once its blocks have ended, it publishes nothing.
            await Lane.Completion.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>It has passed the publish block.</summary>
    public void Pass() => _passed.TrySetResult();
}
