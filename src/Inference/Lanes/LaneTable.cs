using System.Collections.Concurrent;

namespace Streaming.Inference.Lanes;

/// <summary>The lanes of the assigned partitions. Thread-safe; only the poll thread adds and removes.</summary>
internal sealed class LaneTable
{
    private readonly ConcurrentDictionary<int, Lane> _lanes = new();
    private long _closedKeys;

    /// <summary>All lanes, by partition.</summary>
    public IReadOnlyList<Lane> All => [.. _lanes.Values.OrderBy(lane => lane.Partition)];

    /// <summary>Key states owned now; once nothing is owned any more, those owned last.</summary>
    public long Keys => _lanes.IsEmpty ? Interlocked.Read(ref _closedKeys) : _lanes.Values.Sum(lane => lane.Keys);

    /// <summary>Memory of the state stores, bytes.</summary>
    public long StateBytes => _lanes.Values.Sum(lane => lane.StateBytes);

    public void Add(Lane lane)
    {
        Interlocked.Exchange(ref _closedKeys, 0);
        _lanes[lane.Partition] = lane;
    }

    public bool TryGet(int partition, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Lane? lane) => _lanes.TryGetValue(partition, out lane);

    /// <summary>Nothing that the lanes still hold is wanted any more.</summary>
    public void Abandon()
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Abandon();
        }
    }

    public IReadOnlyList<Lane> Remove(IReadOnlyList<int> partitions)
    {
        List<Lane> removed = [];
        foreach (var partition in partitions)
        {
            if (_lanes.TryRemove(partition, out var lane))
            {
                Interlocked.Add(ref _closedKeys, lane.Keys);
                removed.Add(lane);
            }
        }

        return removed;
    }
}
