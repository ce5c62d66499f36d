namespace Streaming.Inference.Lanes;

/// <summary>Gives out epoch numbers. Thread-safe.</summary>
internal sealed class Epochs
{
    private int _last;

    /// <summary>The next number, higher than all before.</summary>
    public int Next() => Interlocked.Increment(ref _last);
}
