using Confluent.Kafka;
using Streaming.Inference.Batches;

namespace Streaming.Ingest.Polling;

/// <summary>Batches: how records are gathered and handed to their lane, and what happens while a lane is full.</summary>
internal sealed partial class PollLoop
{
    private void Take(ConsumeResult<byte, byte> result)
    {
        outage.Heal();
        var offset = result.Offset.Value;

        // A record of a partition that is not open is dropped here and read again: the seek that opens it says from where.
        if (!_partitions.TryGetValue(result.Partition.Value, out var partition) || !partition.IsOpen || partition.IsPaused)
        {
            return;
        }

        if (offset >= partition.Limit)
        {
            // What lay between the last record and the limit was control records.
            partition.Next = partition.Limit;
            partition.ReachedEnd = partition.Limit;
            Offer(partition);
            return;
        }

        if (partition.Batch is not { } batch)
        {
            batch = Lanes.Rent(partition.Number);
            batch.Epoch = partition.Epoch;
            partition.Batch = batch;
        }

        if (batch.Count == 0)
        {
            _filling.Add(partition);
        }

        Append(batch, offset, result.Message);
        partition.Next = offset + 1;
        partition.Taken++;
        if (limits.CountDown())
        {
            LimitToNext();
        }

        if (batch.IsFull || partition.Next >= partition.Limit)
        {
            Offer(partition);
        }
    }

    private void Append(RecordBatch batch, long offset, Message<byte, byte> message)
    {
        var time = message.Timestamp.Type == TimestampType.NotAvailable ? -1 : message.Timestamp.UnixTimestampMs;
        ReadOnlySpan<byte> traceParent = default;
        if (options.ReadTraceParents && message.Headers is { } headers && headers.TryGetLastBytes("traceparent", out var header))
        {
            traceParent = header;
        }

        batch.Add(offset, time, _key.Bytes, _value.Bytes, _value.IsNull, traceParent);
    }

    private void OfferFilling()
    {
        while (_filling.Count > 0)
        {
            Offer(_filling[^1]);
        }
    }

    private void Offer(PolledPartition partition)
    {
        _filling.Remove(partition);
        if (!TryOffer(partition))
        {
            Stall(partition);
            return;
        }

        AnnounceEnd(partition);
    }

    private bool TryOffer(PolledPartition partition)
    {
        if (partition.Batch is not { Count: > 0 } batch)
        {
            return true;
        }

        using var activity = PollSpan.Of(batch, options);
        var records = batch.Count;
        var waiting = timeProvider.GetTimestamp();
        while (!Lanes.TryOffer(batch))
        {
            var left = options.PauseAfter - timeProvider.GetElapsedTime(waiting);
            if (left <= TimeSpan.Zero || partition.IsStalled)
            {
                return false;
            }

            Lanes.WaitForRoom(left);
        }

        // From here on the batch belongs to the lane: nothing of it may be touched, not even its count.
        partition.Batch = null;
        IngestTelemetry.CountConsumed(options.Topic, options.Group, partition.Number, records);
        return true;
    }

    private void Stall(PolledPartition partition)
    {
        if (partition.IsStalled)
        {
            return;
        }

        // The pause throws the client's prefetch away; the resume reads it again from the next offset.
        partition.IsStalled = true;
        _stalled.Add(partition);
        Pause(partition);
        IngestTelemetry.CountPause(options.Topic);
        logger.Paused(options.Topic, partition.Number);
    }

    private void ResumeStalled()
    {
        for (var i = _stalled.Count - 1; i >= 0; i--)
        {
            var partition = _stalled[i];
            if (!Lanes.HasRoom(partition.Number) || !TryOffer(partition))
            {
                continue;
            }

            _stalled.RemoveAt(i);
            partition.IsStalled = false;
            AnnounceEnd(partition);
            if (!partition.IsFinished)
            {
                logger.Resumed(options.Topic, partition.Number, partition.Next);
                SeekLater(partition, new SeekCommand(partition.Number, partition.Next, partition.Epoch));
            }
        }
    }
}
