using Confluent.Kafka;

namespace Streaming.Ingest.Polling;

/// <summary>Seeks: how a partition is opened, rewound, and read on after a pause.</summary>
internal sealed partial class PollLoop
{
    private const string Superseded = "superseded";

    private void TakeSeeks()
    {
        while (_seeks.TryDequeue(out var seek))
        {
            // Of a lane that is gone: the partition is not ours any more, or is ours again and its new lane has asked already.
            if (!_partitions.TryGetValue(seek.Partition, out var partition)
                || seek.Epoch < Math.Max(partition.Epoch, partition.Seek?.Epoch ?? int.MinValue))
            {
                continue;
            }

            if (partition.IsOpen)
            {
                // A rewind reads again what --max-events has counted already.
                var again = Math.Clamp(partition.Next - seek.Offset, 0, partition.Taken);
                limits.Return(again);
                partition.Taken -= again;
            }

            partition.IsOpen = false;
            partition.Batch?.Clear();
            partition.EndSpan(Superseded);
            _filling.Remove(partition);
            partition.IsStalled = false;
            _stalled.Remove(partition);
            SeekLater(partition, seek);
        }
    }

    private void SeekLater(PolledPartition partition, SeekCommand seek)
    {
        if (partition.Seek is null)
        {
            _seeking.Add(partition);
        }

        partition.Seek = seek;
    }

    private void CarryOutSeeks()
    {
        for (var i = _seeking.Count - 1; i >= 0; i--)
        {
            var partition = _seeking[i];
            if (partition.Seek is { } seek && CarriesOut(partition, seek))
            {
                partition.Seek = null;
                partition.IsOpen = true;
                _seeking.RemoveAt(i);
                EndWhenFinished();
            }
        }
    }

    private bool CarriesOut(PolledPartition partition, SeekCommand seek)
    {
        partition.Epoch = seek.Epoch;
        partition.Next = seek.Offset;
        partition.TakenBelow = seek.Offset;
        partition.IsFinished = seek.Offset >= partition.Limit;
        partition.ReachedEnd = null;
        if (partition.Batch is { } batch)
        {
            batch.Epoch = seek.Epoch;
        }

        if (_isStopped || partition.IsFinished)
        {
            Pause(partition);
            return true;
        }

        if (!partition.HasBegun)
        {
            return false;
        }

        try
        {
            Consumer.Seek(new TopicPartitionOffset(options.Topic, partition.Number, seek.Offset));
            Consumer.Resume([new TopicPartition(options.Topic, partition.Number)]);
        }
        catch (KafkaException failure) when (IsTooEarly(failure))
        {
            // The client has not begun with the partition yet: the next turn of the loop tries again.
            return false;
        }

        partition.IsPaused = false;
        return true;
    }

    /// <summary>The first record or end of a partition since it was assigned: only now can it be paused, and sought in.</summary>
    private void Begin(PolledPartition partition)
    {
        partition.HasBegun = true;
        partition.IsPaused = false;
        Pause(partition);
    }

    private void Pause(PolledPartition partition)
    {
        if (partition.IsPaused)
        {
            return;
        }

        partition.IsPaused = true;
        if (!partition.HasBegun)
        {
            return;
        }

        try
        {
            Consumer.Pause([new TopicPartition(options.Topic, partition.Number)]);
        }
        catch (KafkaException failure) when (IsTooEarly(failure))
        {
            // Records that still come are dropped, and read again after the seek.
        }
    }

    private static bool IsTooEarly(KafkaException failure) => failure.Error.Code is
        ErrorCode.Local_State or ErrorCode.Local_PrevInProgress or ErrorCode.Local_UnknownPartition or ErrorCode.Local_TimedOut;
}
