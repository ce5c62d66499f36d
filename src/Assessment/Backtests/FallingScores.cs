using System.Runtime.CompilerServices;
using Streaming.Assessment.Metrics;

namespace Streaming.Assessment.Backtests;

/// <summary>
/// A model's scores of some rows from the highest, with their labels; rows without a score are left out. Groups made of sorted rows are
/// sorted, so one sort of the whole serves every day, week and segment.
/// </summary>
internal sealed class FallingScores
{
    private readonly float[] _scores;
    private readonly sbyte[] _labels;

    /// <summary>Takes rows in the order of <see cref="Sort"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public FallingScores(ScoredEvents events, int model, ReadOnlySpan<int> fallingRows)
    {
        var scores = events.Scores(model);
        var labels = events.Labels;
        var scored = fallingRows.Length;
        while (scored > 0 && float.IsNaN(scores[fallingRows[scored - 1]]))
        {
            scored--;
        }

        (_scores, _labels) = (new float[scored], new sbyte[scored]);
        for (var i = 0; i < scored; i++)
        {
            (_scores[i], _labels[i]) = (scores[fallingRows[i]], labels[fallingRows[i]]);
        }
    }

    /// <summary>The scores, falling.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Rows by falling score, those without one last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Sort(ScoredEvents events, int model, ReadOnlySpan<int> rows)
    {
        var scores = events.Scores(model);
        var (keys, sorted) = (new uint[rows.Length], rows.ToArray());
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = FallingKey(scores[rows[i]]);
        }

        RadixSort.ByKey(keys, sorted);
        return sorted;
    }

    /// <summary>What every threshold would catch.</summary>
    public RankingCurve Curve() => RankingCurve.OfFalling(_scores, _labels);

    /// <summary>How many scores reach a threshold.</summary>
    public int CountFrom(float threshold)
    {
        var (low, high) = (0, _scores.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _scores[middle] >= threshold ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // As IEEE 754 lays them out, positive numbers are in the order of their bits, negative ones in the reverse.
    private static uint FallingKey(float score)
    {
        if (float.IsNaN(score))
        {
            return uint.MaxValue;
        }

        var bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return (bits & 0x8000_0000) == 0 ? ~(bits | 0x8000_0000) : bits;
    }
}
