using System.Runtime.CompilerServices;

namespace Streaming.Assessment.Backtests;

/// <summary>Rows in groups that are numbered without great gaps (days, weeks, segments); within a group they keep their order.</summary>
internal sealed class RowGroups
{
    private readonly int[] _rows;
    private readonly int[] _ends;
    private readonly int _first;

    private RowGroups(int[] rows, int[] ends, int first)
    {
        _rows = rows;
        _ends = ends;
        _first = first;
    }

    /// <summary>Numbers of the groups that have rows, rising.</summary>
    public IEnumerable<int> Numbers
    {
        get
        {
            for (var group = 0; group < _ends.Length; group++)
            {
                if (_ends[group] > (group == 0 ? 0 : _ends[group - 1]))
                {
                    yield return _first + group;
                }
            }
        }
    }

    /// <summary>The rows of a group.</summary>
    public ReadOnlySpan<int> this[int number] =>
        _rows.AsSpan((number == _first ? 0 : _ends[number - _first - 1])..(_ends[number - _first]));

    /// <summary>Puts rows into groups; <paramref name="numbers"/> holds every row's group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowGroups By(ReadOnlySpan<int> rows, ReadOnlySpan<int> numbers)
    {
        if (rows.IsEmpty)
        {
            return new RowGroups([], [], 0);
        }

        var (least, most) = (int.MaxValue, int.MinValue);
        foreach (var row in rows)
        {
            (least, most) = (Math.Min(least, numbers[row]), Math.Max(most, numbers[row]));
        }

        var ends = new int[most - least + 1];
        foreach (var row in rows)
        {
            ends[numbers[row] - least]++;
        }

        // From sizes to starts; placing the rows moves each start to its end.
        for (int group = 0, start = 0; group < ends.Length; group++)
        {
            (ends[group], start) = (start, start + ends[group]);
        }

        var ordered = new int[rows.Length];
        foreach (var row in rows)
        {
            ordered[ends[numbers[row] - least]++] = row;
        }

        return new RowGroups(ordered, ends, least);
    }
}
