using Streaming.Training.Data;

namespace Streaming.Training.Loop;

/// <summary>Which events teach: those of the training period, and where labels are learnt, those whose label was known at its end.</summary>
internal sealed class TeachingRows
{
    private readonly bool[] _teaches;

    public TeachingRows(History history, Period training, long labelDelay, bool needsLabels)
    {
        ArgumentNullException.ThrowIfNull(history);
        _teaches = new bool[history.Count + 1];
        for (var row = 0; row < history.Count; row++)
        {
            var time = history.Times[row];
            _teaches[row] = training.Contains(time)
                && (!needsLabels || (history.Labels[row] >= 0 && time + labelDelay <= training.To));
            if (_teaches[row])
            {
                Count++;
                Frauds += history.Labels[row] == 1 ? 1 : 0;
            }
        }
    }

    /// <summary>Events that teach.</summary>
    public int Count { get; }

    /// <summary>Frauds among them.</summary>
    public int Frauds { get; }

    /// <summary>Whether an event teaches; the padding row never does.</summary>
    public bool Contains(long row) => _teaches[row];

    /// <summary>1 for every event of a chunk that teaches, else 0, and their number.</summary>
    public (float[] Mask, int Count) MaskOf(Chunk chunk)
    {
        var mask = new float[chunk.Rows.Length];
        var count = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            if (_teaches[chunk.Rows[i]])
            {
                mask[i] = 1;
                count++;
            }
        }

        return (mask, count);
    }
}
