namespace Streaming.Inference.Lanes;

/// <summary>Wakes the poll thread when some lane got room.</summary>
internal sealed class RoomSignal : IDisposable
{
    private readonly ManualResetEventSlim _signal = new();

    public void Set() => _signal.Set();

    /// <summary>Waits for the next signal, or returns at once if there was one since the last wait.</summary>
    public void Wait(TimeSpan timeout)
    {
        _signal.Wait(timeout);
        _signal.Reset();
    }

    public void Dispose() => _signal.Dispose();
}
