namespace Streaming.Inference.Ports;

/// <summary>
/// The deliveries of one batch. Confirmed by delivery report, so that an offset is committed only behind what arrived; a flush of the
/// client would wait for other lanes' later records. Thread-safe: reports come on the client's threads.
/// </summary>
/// <param name="settled">Called once: without an exception when the batch is sealed and all of it confirmed, or at the first failure.</param>
public sealed class Deliveries(Action<Deliveries, Exception?> settled)
{
    // Whoever hands the batch over holds one announced delivery of its own until it seals: otherwise an early report could bring the
    // count to zero between two announcements. A failure leaves the count above zero for good, so nothing settles twice.
    private int _pending = 1;
    private int _failed;

    /// <summary>Announces records that are about to be handed over.</summary>
    public void Announce(int records) => Interlocked.Add(ref _pending, records);

    /// <summary>One delivery was confirmed.</summary>
    public void Confirm()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            settled(this, null);
        }
    }

    /// <summary>A delivery failed for good. Instead of <see cref="Confirm"/>, not beside it.</summary>
    public void Fail(Exception failure)
    {
        if (Interlocked.Exchange(ref _failed, 1) == 0)
        {
            settled(this, failure);
        }
    }

    /// <summary>Nothing more will be announced. Whoever called the sink does this.</summary>
    public void Seal() => Confirm();

    /// <summary>Makes a settled one fit for the next batch.</summary>
    internal void Reset() => Volatile.Write(ref _pending, 1);
}
