using System.Diagnostics.CodeAnalysis;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Ingest.Kafka;
using Streaming.Ingest.Polling;
using Streaming.Kafka;

namespace Streaming.Ingest.Ranges;

/// <summary>
/// Reads a range of a topic by assignment: no consumer group, nothing committed, nobody disturbed. Partitions are read at once and merged
/// by event time, the same each time.
/// </summary>
public sealed class TopicRangeReader : IDisposable
{
    // One thread at a time, but for Share.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly TopicRange _range;
    private readonly Dictionary<int, RangePartition> _partitions;
    private readonly RangeMerge _merge;
    private readonly BytesReader _key = new();
    private readonly BytesReader _value = new();
    private readonly IConsumer<byte, byte> _consumer;
    private readonly BrokerOutage _outage;
    private readonly ILogger _logger;

    private TopicRangeReader(TopicRange range, int topicPartitions, IEnumerable<RangePartition> partitions, KafkaSettings settings, BrokerOutage outage, ILogger logger)
    {
        _range = range;
        _outage = outage;
        _logger = logger;
        _partitions = partitions.ToDictionary(partition => partition.Number);
        _merge = new RangeMerge(_partitions.Keys);
        TopicPartitions = topicPartitions;
        _consumer = Clients.Reader(ReaderSettings.OfRange(settings), _key, _value, outage, logger);
        foreach (var partition in _partitions.Values.Where(partition => partition.Length <= 0))
        {
            _merge.Finish(partition.Number);
        }

        _consumer.Assign(_partitions.Values
            .Where(partition => partition.Length > 0)
            .Select(partition => new TopicPartitionOffset(range.Topic, partition.Number, partition.Range.Start)));
    }

    /// <summary>The topic.</summary>
    public string Topic => _range.Topic;

    /// <summary>How many partitions the topic has.</summary>
    public int TopicPartitions { get; }

    /// <summary>The partitions that are read.</summary>
    public IReadOnlyCollection<int> Partitions => _partitions.Keys;

    /// <summary>How much has been read, 0 to 1. Any thread.</summary>
    public double Share => _partitions.Values.Sum(partition => partition.Length) is > 0 and var all
        ? _partitions.Values.Sum(partition => partition.Done) / (double)all
        : 1;

    /// <summary>Connects, and finds where the range begins and ends. Nothing is read yet.</summary>
    /// <exception cref="KafkaSettingsException">A setting is refused.</exception>
    /// <exception cref="IngestException">The topic or a named partition is not there or not to be seen, or no broker answered in time.</exception>
    public static async Task<TopicRangeReader> OpenAsync(
        TopicRange range,
        IngestOptions options,
        KafkaSettings settings,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(options);
        var logger = loggerFactory.CreateLogger<TopicRangeReader>();
        var outage = new BrokerOutage(timeProvider, logger);
        using var admin = Clients.Admin(settings, outage, logger);
        var topic = new InputTopic(range.Topic, admin, outage, new RetryPipelines(options, outage, timeProvider, logger), options);
        var count = await topic.CountPartitionsAsync(cancellationToken);
        IReadOnlyList<int> wanted = range.Partitions ?? [.. Enumerable.Range(0, count)];
        if (wanted.Any(number => number >= count))
        {
            throw new IngestException(FormattableString.Invariant($"The topic {range.Topic} has no partition {wanted.Max()}: it has {count}."));
        }

        var ranges = await topic.RangesAsync(wanted, cancellationToken, range.From - range.MaxAhead);
        return new TopicRangeReader(range, count, ranges.Select(pair => new RangePartition(pair.Key, pair.Value)), settings, outage, logger);
    }

    /// <summary>Where a partition's reading begins and ends.</summary>
    public Inference.Ports.PartitionRange RangeOf(int partition) => _partitions[partition].Range;

    /// <summary>The next record; false at the end. Blocks while the brokers are waited for.</summary>
    /// <exception cref="IngestException">Reading cannot go on.</exception>
    public bool TryRead([NotNullWhen(true)] out RangeRecord? record, CancellationToken cancellationToken)
    {
        while (!_merge.TryTake(out record))
        {
            if (_merge.IsOver)
            {
                return false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            Poll();
        }

        var partition = _partitions[record.Partition];
        partition.Take(record);
        if (partition.IsPaused && partition.IsLow)
        {
            partition.IsPaused = false;
            _consumer.Resume([new TopicPartition(Topic, partition.Number)]);
        }

        return true;
    }

    /// <inheritdoc />
    public void Dispose() => _consumer.Dispose();

    private void Poll()
    {
        if (_consumer.Poll(Look, Topic, _logger) is not { } result || !_partitions.TryGetValue(result.Partition.Value, out var partition))
        {
            return;
        }

        _outage.Heal();
        if (!result.IsPartitionEOF && result.Offset.Value < partition.Range.End)
        {
            Add(partition, result);
        }

        // Control records may stand before the end: then only the end of the partition tells that nothing more comes.
        if (result.Offset.Value >= partition.Range.End - (result.IsPartitionEOF ? 0 : 1))
        {
            _merge.Finish(partition.Number);
            _consumer.IncrementalUnassign([new TopicPartition(Topic, partition.Number)]);
        }
        else if (partition.IsFull && !partition.IsPaused)
        {
            partition.IsPaused = true;
            _consumer.Pause([new TopicPartition(Topic, partition.Number)]);
        }
    }

    private void Add(RangePartition partition, ConsumeResult<byte, byte> result)
    {
        var recordTime = result.Message.Timestamp.Type == TimestampType.NotAvailable ? -1 : result.Message.Timestamp.UnixTimestampMs;
        var eventTime = _range.EventTimeOf(_value.Bytes);

        // As in the live path: one event of the year 2099 would hold its partition back until all others are read.
        if (eventTime is { } time && (recordTime < 0 || time - (recordTime * 1_000) <= _range.MaxAhead.Ticks / TimeSpan.TicksPerMicrosecond))
        {
            partition.EventTime = time;
        }

        var record = new RangeRecord(
            partition.Number,
            result.Offset.Value,
            recordTime,
            partition.EventTime ?? recordTime * 1_000,
            _key.Bytes.ToArray(),
            _value.IsNull ? null : _value.Bytes.ToArray());
        partition.Add(record);
        _merge.Add(record);
    }
}
