using System.Collections.Concurrent;
using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
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

    /// <summary>Completes when a bounded reading has offered all it has.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The read_committed end of a partition as last seen; null if unknown or not assigned. Any thread.</summary>
    public long? EndOf(int partition) => Array.Find(_assigned, assigned => assigned.Number == partition)?.LogEnd is >= 0 and var end ? end : null;

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
        using var document = JsonDocument.Parse(statistics);
        IngestTelemetry.Clients.Take("consumer", document.RootElement);
        var parsed = ClientStatistics.Of(document.RootElement, options.Topic);
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

    /// <summary>
    /// Leaves the group, handing over what is assigned. By unsubscribing: a cooperative member without partitions that is merely closed says
    /// nothing to its group (librdkafka 2.16), and what the group was about to give it would stay unread until its session times out.
    /// </summary>
    public void Leave(IConsumer<byte, byte> consumer)
    {
        consumer.Unsubscribe();
        var began = timeProvider.GetTimestamp();
        while (_partitions.Count > 0 && timeProvider.GetElapsedTime(began) < options.RequestTimeout)
        {
            try
            {
                consumer.Consume(Idle);
            }
            catch (ConsumeException failure)
            {
                logger.ClientReported(failure.Error.Code, failure.Error.Reason);
            }
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
            ThrowIfHandlingFailed();
            Judge(failure);
            return;
        }

        ThrowIfHandlingFailed();
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
            partition.EndSpan(Superseded);
            partition.IsStalled = false;
        }

        _filling.Clear();
        _stalled.Clear();
    }

    private static string Describe(IEnumerable<int> partitions) => string.Join(',', partitions.Order());
}
