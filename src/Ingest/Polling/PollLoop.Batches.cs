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
        if (FindOpen(result.Partition.Value) is not { } partition)
        {
            return;
        }

        if (offset < partition.TakenBelow)
        {
            // A pause of the client's own, in a rebalance, can overtake the record just handed out, which it fetches again on resuming.
            logger.ReadAgain(options.Topic, partition.Number, offset);
            return;
        }

        if (offset < partition.Next)
        {
            throw new IngestException(
                $"The client delivered {options.Topic}[{partition.Number}] at offset {offset} after it had announced the end {partition.Next}: what is committed may lie beyond records that were not scored.");
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
            partition.FilledSince = IngestTelemetry.Activities.HasListeners() ? timeProvider.GetUtcNow() : default;
        }

        Append(batch, offset, result.Message);
        partition.Next = offset + 1;
        partition.TakenBelow = partition.Next;
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

    /// <summary>The partition, if its records are taken now. Whatever comes of a partition first shows that the client has begun with it.</summary>
    private PolledPartition? FindOpen(int number)
    {
        if (!_partitions.TryGetValue(number, out var partition))
        {
            return null;
        }

        if (!partition.HasBegun)
        {
            Begin(partition);
        }

        return partition.IsOpen && !partition.IsPaused ? partition : null;
    }

    private void Append(RecordBatch batch, long offset, Message<byte, byte> message)
    {
        var time = message.Timestamp.Type == TimestampType.NotAvailable ? -1 : message.Timestamp.UnixTimestampMs;
        ReadOnlySpan<byte> traceParent = default;
        if (options.ReadTraceParents && message.Headers is { } headers && headers.TryGetLastBytes("traceparent", out var header)
            && TraceParent.IsWellFormed(header))
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

        partition.Span ??= PollSpan.Of(batch, options, partition.FilledSince);
        batch.TraceContext = partition.Span?.Context ?? default;
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
        partition.EndSpan(errorType: null);
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
