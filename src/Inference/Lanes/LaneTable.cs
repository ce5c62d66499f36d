using System.Collections.Concurrent;
using Streaming.Inference.Reports;

namespace Streaming.Inference.Lanes;

/// <summary>The lanes of the assigned partitions. Thread-safe; the poll thread adds and removes, the checkpointer may replace.</summary>
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

    /// <summary>The same without what new keys could use.</summary>
    public long UsedBytes => _lanes.Values.Sum(lane => lane.UsedBytes);

    /// <summary>How far the lanes are from scoring.</summary>
    public RestoreReport Restore()
    {
        var lanes = _lanes.Values.ToList();
        return new RestoreReport(
            lanes.Count(lane => lane.IsOpen),
            lanes.Count(lane => lane.Status == LaneState.Restoring),
            lanes.Sum(lane => lane.Restored?.Records ?? 0),
            lanes.Count(lane => lane.Status == LaneState.Refused));
    }

    /// <summary>Puts a lane in another's place; false when that is there no more.</summary>
    public bool TryReplace(Lane old, Lane lane) => _lanes.TryUpdate(old.Partition, lane, old);

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
