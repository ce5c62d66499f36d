namespace Streaming.Inference.Lanes;

/// <summary>
/// Lets a lane publish only while its transaction is open (exactly-once). The publish block closes it at a barrier, for what comes after
/// waits for the next transaction; the checkpointer opens it. Closed at first. Thread-safe.
/// </summary>
internal sealed class LaneGate
{
    private volatile TaskCompletionSource _opened = New();

    /// <summary>Completes when the gate is open.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);

    /// <summary>Lets publish.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Holds what comes next.</summary>
    public void Close()
    {
        if (_opened.Task.IsCompleted)
        {
            _opened = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
