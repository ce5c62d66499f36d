namespace Streaming.Inference.Tests.Durable;

/// <summary>Draws what goes wrong, from a seed. Thread-safe.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Once in <paramref name="times"/>; never if that is 0.</summary>
    public bool Once(int times)
    {
        lock (_random)
        {
            return times > 0 && _random.Next(times) == 0;
        }
    }

    public int Next(int limit)
    {
        lock (_random)
        {
            return _random.Next(limit);
        }
    }
}
