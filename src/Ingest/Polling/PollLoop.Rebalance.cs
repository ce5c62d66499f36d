using Confluent.Kafka;

namespace Streaming.Ingest.Polling;

/// <summary>
/// The group's rebalances. The client calls these inside Consume, on the poll thread; one that throws would make the client give up
/// the whole assignment, so none does.
/// </summary>
internal sealed partial class PollLoop
{
    private Exception? _handlerFailure;
    private bool _hasJoined;

    /// <summary>
    /// Takes partitions in. The client begins with them only after this handler has returned, so they cannot be paused here; they are
    /// begun at their end, where nothing is fetched (nor a committed offset looked up), and paused once they have begun, until the seek
    /// that opens them. A seek any earlier is undone: the client (librdkafka 2.16) has asked where the end is, finds the answer older than
    /// the seek, asks again half a second later, and goes on from there.
    /// </summary>
    public IEnumerable<TopicPartitionOffset> Assigned(List<TopicPartition> partitions)
    {
        var numbers = partitions.ConvertAll(partition => partition.Partition.Value);
        _hasJoined = true;
        if (numbers.Count == 0)
        {
            // A round of a cooperative rebalance that gives us nothing.
            return [];
        }

        Guarded(() =>
        {
            logger.Assigned(options.Topic, Describe(numbers));
            foreach (var number in numbers)
            {
                var partition = new PolledPartition(number) { Limit = limits.EndOf(number) };
                _partitions[number] = partition;
            }

            _assigned = [.. _partitions.Values];
            Lanes.Assigned(numbers);
        });
        return partitions.Select(partition => new TopicPartitionOffset(partition, Offset.End));
    }

    /// <summary>Hands partitions over: the lanes drain and checkpoint them before this returns.</summary>
    public void Revoked(List<TopicPartitionOffset> partitions) => Guarded(() =>
    {
        var numbers = Remove(partitions);
        logger.Revoked(options.Topic, Describe(numbers));
        if (_hasFaulted)
        {
            Lanes.Lost(numbers);
        }
        else
        {
            Lanes.Revoked(numbers);
        }

        // Only now: what the lanes commit meanwhile is still ours to commit.
        _assigned = [.. _partitions.Values];
        EndWhenFinished();
    });

    /// <summary>Drops partitions that another member may own already.</summary>
    public void Lost(List<TopicPartitionOffset> partitions) => Guarded(() =>
    {
        var numbers = Remove(partitions);
        logger.Lost(options.Topic, Describe(numbers));
        _assigned = [.. _partitions.Values];
        Lanes.Lost(numbers);
    });

    private List<int> Remove(List<TopicPartitionOffset> partitions)
    {
        var numbers = partitions.ConvertAll(partition => partition.Partition.Value);
        foreach (var number in numbers)
        {
            if (_partitions.Remove(number, out var partition))
            {
                // What was read but not offered is the next owner's.
                partition.EndSpan(Superseded);
                _filling.Remove(partition);
                _stalled.Remove(partition);
                _seeking.Remove(partition);
            }
        }

        return numbers;
    }

    private void ThrowIfHandlingFailed()
    {
        if (_handlerFailure is { } failure)
        {
            throw new IngestException("A rebalance could not be handled.", failure);
        }
    }

    private void Guarded(Action handle)
    {
        try
        {
            handle();
        }
        catch (Exception failure)
        {
            logger.RebalanceHandlingFailed(failure);
            _handlerFailure ??= failure;
        }
    }
}
