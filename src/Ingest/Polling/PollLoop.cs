using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Kafka;

namespace Streaming.Ingest.Polling;

/// <summary>
/// The poll thread: consumes, fills batches, hands them to the lanes, carries out queued seeks, and answers the group's rebalances.
/// </summary>
internal sealed partial class PollLoop(
    IngestOptions options,
    TopicLimits limits,
    BrokerOutage outage,
    TopicWatch topicWatch,
    TimeProvider timeProvider,
    ILogger logger)
{
    // One thread, the poll thread, owns all of this: also the handlers, which the client calls inside Consume. Other threads only
    // enqueue seeks and raise the two flags.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<int, PolledPartition> _partitions = [];
    private readonly List<PolledPartition> _filling = [];
    private readonly List<PolledPartition> _stalled = [];
    private readonly List<PolledPartition> _seeking = [];
    private readonly ConcurrentQueue<SeekCommand> _seeks = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BytesReader _key = new();
    private readonly BytesReader _value = new();
    private volatile PolledPartition[] _assigned = [];
    private IConsumer<byte, byte>? _consumer;
    private ILanes? _lanes;
    private bool _isStopped;
    private bool _hasFaulted;
    private volatile bool _stop;
    private volatile bool _close;

    /// <summary>The input topic.</summary>
    public string Topic => options.Topic;

    /// <summary>Completes when a bounded reading has offered all it has.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Lags of the open partitions, for the gauge; any thread.</summary>
    public IEnumerable<(int Partition, long Lag)> Lags
    {
        get
        {
            foreach (var partition in _assigned)
            {
                if (partition.Lag is { } lag)
                {
                    yield return (partition.Number, lag);
                }
            }
        }
    }

    /// <summary>The key's reader, to build the consumer with.</summary>
    public IDeserializer<byte> KeyReader => _key;

    /// <summary>The value's reader, to build the consumer with.</summary>
    public IDeserializer<byte> ValueReader => _value;

    private IConsumer<byte, byte> Consumer => _consumer ?? throw new InvalidOperationException("The poll loop does not run.");

    private ILanes Lanes => _lanes ?? throw new InvalidOperationException("The poll loop does not run.");

    /// <summary>How far the group is, for a member without partitions; null where reading has no ends. Set before the loop runs.</summary>
    public GroupProgress? GroupProgress { get; set; }

    /// <summary>Queues a seek; any thread.</summary>
    public void Enqueue(SeekCommand seek) => _seeks.Enqueue(seek);

    /// <summary>Offers no further record; any thread.</summary>
    public void StopFetching() => _stop = true;

    /// <summary>Ends the loop; any thread.</summary>
    public void Close() => _close = true;

    /// <summary>Whether a partition is this member's now; any thread.</summary>
    public bool IsAssigned(int partition) => Array.Exists(_assigned, assigned => assigned.Number == partition);

    /// <summary>The client's statistics came; poll thread.</summary>
    public void TakeStatistics(string statistics)
    {
        var parsed = ClientStatistics.Parse(statistics, options.Topic);
        if (parsed.HasBroker)
        {
            outage.Heal();
        }

        foreach (var (number, end) in parsed.Ends)
        {
            if (_partitions.TryGetValue(number, out var partition))
            {
                partition.LogEnd = end;
            }
        }
    }

    /// <summary>Polls until closed; throws when reading can go on no more.</summary>
    public void Run(IConsumer<byte, byte> consumer, ILanes lanes)
    {
        _consumer = consumer;
        _lanes = lanes;
        consumer.Subscribe(options.Topic);
        try
        {
            while (!_close)
            {
                StopWhenAsked();
                TakeSeeks();
                ResumeStalled();
                CarryOutSeeks();
                Poll();
                topicWatch.Look();
                EndWithTheGroup();
            }
        }
        catch
        {
            // Leaving the group follows; what the lanes have not committed is dropped then, not drained.
            _hasFaulted = true;
            throw;
        }
    }

    private void Poll()
    {
        // Records wait in batches: look whether there is more at once, and hand over what there is when not.
        var wait = _filling.Count > 0 ? TimeSpan.Zero : _stalled.Count > 0 || _seeking.Count > 0 ? Soon : Idle;
        ConsumeResult<byte, byte>? result;
        try
        {
            result = Consumer.Consume(wait);
        }
        catch (ConsumeException failure)
        {
            AfterConsume();
            Judge(failure);
            return;
        }

        AfterConsume();
        if (result is null)
        {
            OfferFilling();
        }
        else if (result.IsPartitionEOF)
        {
            outage.Heal();
            ReachEnd(result.Partition.Value, result.Offset.Value);
        }
        else
        {
            Take(result);
        }
    }

    private void Judge(ConsumeException failure)
    {
        var error = failure.Error;
        switch (KafkaErrors.MeaningOf(error))
        {
            case ErrorMeaning.Fatal:
                var where = failure.ConsumerRecord?.TopicPartitionOffset is { Partition.Value: >= 0 } at
                    ? $"{options.Topic}[{at.Partition.Value}]"
                    : options.Topic;
                throw new IngestException($"Reading {where} as group {options.Group} failed for good: {error.Code}, {error.Reason}", failure);
            case ErrorMeaning.TopicMissing:
                topicWatch.Suspect(error.Reason);
                break;
            default:
                logger.ClientReported(error.Code, error.Reason);
                break;
        }
    }

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

    private void StopWhenAsked()
    {
        if (!_stop || _isStopped)
        {
            return;
        }

        _isStopped = true;
        foreach (var partition in _partitions.Values)
        {
            Pause(partition);
            partition.Batch = null;
            partition.IsStalled = false;
        }

        _filling.Clear();
        _stalled.Clear();
    }

    private static string Describe(IEnumerable<int> partitions) => string.Join(',', partitions.Order());
}
