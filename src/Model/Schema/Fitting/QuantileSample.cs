namespace Streaming.Model.Schema.Fitting;

/// <summary>Quantiles of a stream: exact up to 200,000 numbers, from a uniform sample of as many beyond (reservoir, fixed seed).</summary>
internal sealed class QuantileSample
{
    private const int Capacity = 200_000;
    private const ulong Seed = 0x9E37_79B9_7F4A_7C15;
    private readonly List<double> _numbers = [];
    private ulong _state = Seed;
    private long _count;

    public void Add(double number)
    {
        _count++;
        if (_numbers.Count < Capacity)
        {
            _numbers.Add(number);
            return;
        }

        var place = (long)(Next() % (ulong)_count);
        if (place < Capacity)
        {
            _numbers[(int)place] = number;
        }
    }

    /// <summary>The edges of <paramref name="bins"/> bins that hold equally many numbers.</summary>
    public List<double> Edges(int bins)
    {
        _numbers.Sort();
        return [.. Enumerable.Range(0, bins + 1).Select(edge => Quantile(edge / (double)bins))];
    }

    private double Quantile(double share)
    {
        var place = share * (_numbers.Count - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, _numbers.Count - 1);
        return _numbers[low] + ((_numbers[high] - _numbers[low]) * (place - low));
    }

    // SplitMix64: our own, for a fitted schema is part of a state id and must not change with the runtime's generator.
    private ulong Next()
    {
        _state += Seed;
        var bits = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }
}
