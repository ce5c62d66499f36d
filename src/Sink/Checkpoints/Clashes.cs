namespace Streaming.Sink.Checkpoints;

/// <summary>
/// Tells a clash of two instances under one identity from a transaction that the broker has timed out: the client reports both as a
/// fencing. Only one that comes before the transaction could have timed out counts, and only two of them within a minute are believed.
/// </summary>
internal sealed class Clashes(TimeSpan transactionTimeout, TimeProvider timeProvider)
{
    // Checkpointer only. Times are of the monotonic clock.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private long? _previous;
    private bool _isClash;

    /// <summary>Whether two instances work under this identity.</summary>
    public bool AreCertain => _isClash;

    /// <summary>A transaction that began at <paramref name="began"/> (a timestamp of the clock) was fenced.</summary>
    public void Add(long began)
    {
        if (timeProvider.GetElapsedTime(began) >= transactionTimeout)
        {
            return;
        }

        var now = timeProvider.GetTimestamp();
        _isClash = _previous is { } previous && timeProvider.GetElapsedTime(previous, now) <= Window;
        _previous = now;
    }
}
