namespace Streaming.Inference.Ports;

/// <summary>
/// The deliveries of one lane between two barriers. Confirmed by delivery report, so that an offset is committed only behind what
/// arrived; a flush of the client would wait for other lanes' later records.
/// </summary>
public sealed class Deliveries
{
    // Reports come in any order across partitions, so a running total over barriers would pass a barrier on later records' reports:
    // each stretch between two barriers counts for itself. The seal is one announced delivery that is confirmed by sealing.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _pending = 1;

    /// <summary>Completes when the stretch is sealed and all of it confirmed; faults at the first failed delivery.</summary>
    public Task Completion => _done.Task;

    /// <summary>Announces records that are about to be handed over.</summary>
    public void Announce(int records) => Interlocked.Add(ref _pending, records);

    /// <summary>One delivery was confirmed.</summary>
    public void Confirm()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            _done.TrySetResult();
        }
    }

    /// <summary>A delivery failed for good.</summary>
    public void Fail(Exception failure) => _done.TrySetException(failure);

    /// <summary>Nothing more will be announced.</summary>
    public void Seal() => Confirm();
}
