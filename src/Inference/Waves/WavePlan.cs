using System.Numerics;

namespace Streaming.Inference.Waves;

/// <summary>Splits rows into waves: the k-th row of a slot goes to the k-th wave, so that in a wave every slot occurs at most once.</summary>
internal sealed class WavePlan
{
    // Invariants. The table is open addressing over slots, at most half full; an entry counts only if its generation is the plan's, so a
    // new plan clears nothing. Order holds the rows by wave, and within a wave as they came.
    private readonly int[] _slots;
    private readonly int[] _generations;
    private readonly int[] _seen;
    private readonly int[] _waves;
    private readonly int[] _order;
    private readonly int[] _ends;
    private readonly int _shift;
    private int _generation;

    public WavePlan(int maxRows)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)maxRows * 2);
        _slots = new int[size];
        _generations = new int[size];
        _seen = new int[size];
        _waves = new int[maxRows];
        _order = new int[maxRows];
        _ends = new int[maxRows];
        _shift = 32 - BitOperations.Log2((uint)size);
    }

    /// <summary>The number of waves.</summary>
    public int Count { get; private set; }

    /// <summary>The rows of a wave.</summary>
    public ReadOnlySpan<int> this[int wave] => _order.AsSpan(wave == 0 ? 0 : _ends[wave - 1], _ends[wave] - (wave == 0 ? 0 : _ends[wave - 1]));

    /// <summary>Plans rows by the slot of each.</summary>
    public void Split(ReadOnlySpan<int> slots)
    {
        _generation++;
        Count = 0;
        for (var row = 0; row < slots.Length; row++)
        {
            var wave = TimesSeen(slots[row]);
            if (wave == Count)
            {
                _ends[Count++] = 0;
            }

            _waves[row] = wave;
            _ends[wave]++;
        }

        // From sizes to starts, then each start runs up to its wave's end while the rows are placed.
        for (int wave = 0, start = 0; wave < Count; wave++)
        {
            (_ends[wave], start) = (start, start + _ends[wave]);
        }

        for (var row = 0; row < slots.Length; row++)
        {
            _order[_ends[_waves[row]]++] = row;
        }
    }

    private int TimesSeen(int slot)
    {
        var place = (int)((uint)slot * 2_654_435_769u >> _shift);
        while (_generations[place] == _generation && _slots[place] != slot)
        {
            place = (place + 1) & (_slots.Length - 1);
        }

        if (_generations[place] != _generation)
        {
            _generations[place] = _generation;
            _slots[place] = slot;
            _seen[place] = 0;
        }

        return _seen[place]++;
    }
}
