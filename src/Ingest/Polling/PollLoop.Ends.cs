namespace Streaming.Ingest.Polling;

/// <summary>Ends: of a partition as it stands, and of a bounded reading.</summary>
internal sealed partial class PollLoop
{
    private void ReachEnd(int number, long offset)
    {
        if (FindOpen(number) is { } partition)
        {
            // Beyond the last record: control records of transactions and aborted records lie between.
            partition.Next = Math.Max(partition.Next, offset);
            partition.LogEnd = Math.Max(partition.LogEnd, offset);
            partition.ReachedEnd = partition.Next;
            Offer(partition);
        }
    }

    private void AnnounceEnd(PolledPartition partition)
    {
        if (partition.ReachedEnd is { } end)
        {
            partition.ReachedEnd = null;
            Lanes.EndReached(partition.Number, end, partition.Epoch);
        }

        if (partition.Next >= partition.Limit && !partition.IsFinished)
        {
            partition.IsFinished = true;
            Pause(partition);
            EndWhenFinished();
        }
    }

    private void LimitToNext()
    {
        foreach (var partition in _partitions.Values)
        {
            partition.Limit = Math.Min(partition.Limit, partition.Next);
            if (partition is { IsOpen: true, IsStalled: false, Batch: null or { Count: 0 } })
            {
                AnnounceEnd(partition);
            }
        }
    }

    private void EndWhenFinished()
    {
        if (limits.IsBounded && _partitions.Count > 0 && _partitions.Values.All(partition => partition.IsFinished))
        {
            _ended.TrySetResult();
        }
    }

    private void EndWithTheGroup()
    {
        if (_partitions.Count == 0 && _hasJoined && !_ended.Task.IsCompleted && GroupProgress?.IsAtEnd() == true)
        {
            _ended.TrySetResult();
        }
    }
}
