namespace Streaming.Ingest.Kafka;

/// <summary>
/// Calls of a client from several threads, of which one closes it in the end. Closing frees the client's native memory: a call that is
/// still in flight then takes the whole process along. Thread-safe.
/// </summary>
internal sealed class ClientCalls
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private bool _isClosed;

    /// <summary>Makes a call.</summary>
    /// <exception cref="OperationCanceledException">The client is closed or about to be.</exception>
    public T Make<T>(Func<T> call) => TryMake(call, out var result) ? result : throw new OperationCanceledException("The consumer has left its group.");

    /// <summary>Makes a call; false when the client is closed or about to be.</summary>
    public bool TryMake<T>(Func<T> call, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T result)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                result = default;
                return false;
            }

            _inFlight++;
        }

        try
        {
            result = call();
            return true;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Lets no further call begin. Completes when none is in flight.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_inFlight == 0)
            {
                _ended.TrySetResult();
            }
        }

        return _ended.Task;
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_inFlight == 0 && _isClosed)
            {
                _ended.TrySetResult();
            }
        }
    }
}
