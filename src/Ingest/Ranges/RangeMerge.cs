using System.Diagnostics.CodeAnalysis;

namespace Streaming.Ingest.Ranges;

/// <summary>
/// Merges partitions by event time, each partition's own order kept. The result depends on the records alone, not on when each came: the
/// next one is taken only when every partition that is not at its end has shown its next.
/// </summary>
internal sealed class RangeMerge
{
    // One thread at a time. A partition with a waiting record has exactly one entry in _heads; one with none and more to come counts as
    // missing.
    private readonly Dictionary<int, Queue<RangeRecord>> _waiting;
    private readonly PriorityQueue<int, (long EventTime, int Partition)> _heads = new();
    private readonly HashSet<int> _open;
    private int _missing;

    public RangeMerge(IEnumerable<int> partitions)
    {
        _waiting = partitions.ToDictionary(number => number, _ => new Queue<RangeRecord>());
        _open = [.. _waiting.Keys];
        _missing = _open.Count;
    }

    /// <summary>Whether nothing waits and nothing will come.</summary>
    public bool IsOver => _open.Count == 0 && _heads.Count == 0;

    /// <summary>Takes the next record of a partition.</summary>
    public void Add(RangeRecord record)
    {
        var queue = _waiting[record.Partition];
        queue.Enqueue(record);
        if (queue.Count == 1)
        {
            _missing--;
            _heads.Enqueue(record.Partition, (record.EventTime, record.Partition));
        }
    }

    /// <summary>A partition is at its end.</summary>
    public void Finish(int partition)
    {
        if (_open.Remove(partition) && _waiting[partition].Count == 0)
        {
            _missing--;
        }
    }

    /// <summary>The next record of all; false while one that may be earlier has not come.</summary>
    public bool TryTake([NotNullWhen(true)] out RangeRecord? record)
    {
        record = null;
        if (_missing > 0 || !_heads.TryDequeue(out var partition, out _))
        {
            return false;
        }

        var queue = _waiting[partition];
        record = queue.Dequeue();
        if (queue.TryPeek(out var next))
        {
            _heads.Enqueue(partition, (next.EventTime, partition));
        }
        else if (_open.Contains(partition))
        {
            _missing++;
        }

        return true;
    }
}
