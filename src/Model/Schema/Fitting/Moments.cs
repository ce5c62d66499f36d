using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema.Fitting;

/// <summary>Mean and deviation of a stream of numbers (Welford): one pass, no large squares to subtract.</summary>
internal sealed class Moments
{
    private double _squares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>The deviation; 1 where all numbers are the same, so that standardising them divides by no noise.</summary>
    public double Deviation
    {
        get
        {
            var deviation = Count == 0 ? 0 : Math.Sqrt(_squares / Count);
            return deviation < Math.Max(Standardisation.LeastDeviation, Math.Abs(Mean) * 1e-12) ? 1 : deviation;
        }
    }

    public void Add(double number)
    {
        Count++;
        var difference = number - Mean;
        Mean += difference / Count;
        _squares += difference * (number - Mean);
    }

    /// <summary>Takes in what another has seen (Chan).</summary>
    public void Add(Moments other)
    {
        if (other.Count == 0)
        {
            return;
        }

        var count = Count + other.Count;
        var difference = other.Mean - Mean;
        _squares += other._squares + (difference * difference * Count / count * other.Count);
        Mean += difference * other.Count / count;
        Count = count;
    }
}
