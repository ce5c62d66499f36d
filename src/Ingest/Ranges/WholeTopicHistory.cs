using System.Globalization;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Ingest.Kafka;
using Streaming.Ingest.Polling;
using Streaming.Kafka;
using Streaming.Model.Encoding;

namespace Streaming.Ingest.Ranges;

/// <summary>
/// Reads a whole topic back, outside of any group: partition after partition, each from its first record to the end it has when this reading
/// comes to it first. So the same records come in the same order each time, which a shared poll of all partitions would not promise.
/// </summary>
/// <remarks>One thread at a time. Committed records alone are read; nothing is committed.</remarks>
public sealed class WholeTopicHistory : IRecordHistory
{
    private const int TellEvery = 1_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly string _topic;
    private readonly IngestOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly BrokerOutage _outage;
    private readonly BytesReader _value = new();
    private readonly IConsumer<byte, byte> _consumer;
    private readonly long[] _starts;
    private readonly long[] _highWatermarks;
    private readonly int _maxRecordBytes;
    private readonly long?[] _ends;
    private byte[] _bytes = [];
    private int _partition = -1;
    private long _position;
    private double _share;

    /// <summary>Connects and asks for the topic's partitions and their offsets.</summary>
    /// <param name="options">The topic, and how long brokers may take.</param>
    /// <param name="maxRecordBytes">The largest value that is read; one above it becomes a record with a fault.</param>
    /// <param name="settings">Where the brokers are.</param>
    /// <param name="timeProvider">Tells how long brokers are silent.</param>
    /// <param name="loggerFactory">Hears what the client says.</param>
    /// <exception cref="KafkaSettingsException">A setting is refused.</exception>
    /// <exception cref="IngestException">The topic is not there or not to be seen, or no broker answered.</exception>
    public WholeTopicHistory(IngestOptions options, int maxRecordBytes, KafkaSettings settings, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        _options = options;
        _topic = options.Topic;
        _maxRecordBytes = maxRecordBytes;
        _timeProvider = timeProvider;
        _logger = loggerFactory.CreateLogger<WholeTopicHistory>();
        _outage = new BrokerOutage(timeProvider, _logger);
        var partitions = CountPartitions(settings);
        _consumer = Clients.Reader(ReaderSettings.OfRange(settings), new BytesReader(), _value, _outage, _logger);
        (_starts, _highWatermarks, _ends) = (new long[partitions], new long[partitions], new long?[partitions]);
        for (var partition = 0; partition < partitions; partition++)
        {
            var found = Asked(() => _consumer.QueryWatermarkOffsets(new TopicPartition(_topic, partition), options.ConnectTimeout));
            (_starts[partition], _highWatermarks[partition]) = (found.Low.Value, found.High.Value);
        }
    }

    /// <inheritdoc />
    public double Share => Volatile.Read(ref _share);

    /// <inheritdoc />
    /// <exception cref="IngestException">The topic cannot be read any further.</exception>
    public bool TryRead(out RecordedEvent record)
    {
        record = default;
        if (_partition < 0 && !Open(0))
        {
            return false;
        }

        var silence = _timeProvider.GetTimestamp();
        while (true)
        {
            if (_ends[_partition] is { } end && _position >= end)
            {
                if (!Open(_partition + 1))
                {
                    return false;
                }

                continue;
            }

            if (_consumer.Poll(Look, _topic, _logger) is not { } result)
            {
                if (_timeProvider.GetElapsedTime(silence) > _options.ConnectTimeout)
                {
                    throw new IngestException(
                        $"Reading {_topic}[{_partition}] got nothing for {_options.ConnectTimeout} at offset {_position}"
                        + (_outage.Last is { } complaint ? $": {complaint.Reason}" : ""));
                }

                continue;
            }

            _outage.Heal();
            silence = _timeProvider.GetTimestamp();
            if (result.IsPartitionEOF)
            {
                // Of two readings the second must not see more than the first: constants were fitted to what that one saw.
                _ends[_partition] ??= result.Offset.Value;
                _position = result.Offset.Value;
                continue;
            }

            _position = result.Offset.Value + 1;
            if (_ends[_partition] is { } known && result.Offset.Value >= known)
            {
                continue;
            }

            record = Take(result);
            return true;
        }
    }

    /// <summary>Begins again; what has come to the topic since the first pass is not seen.</summary>
    public void Rewind() => _partition = -1;

    /// <inheritdoc />
    public void Dispose() => _consumer.Dispose();

    private bool Open(int partition)
    {
        if (partition == _starts.Length)
        {
            Volatile.Write(ref _share, 1);
            return false;
        }

        (_partition, _position) = (partition, _starts[partition]);
        TellShare();
        _consumer.Assign(new TopicPartitionOffset(_topic, partition, Offset.Beginning));
        return true;
    }

    private RecordedEvent Take(ConsumeResult<byte, byte> result)
    {
        if (result.Offset.Value % TellEvery == 0)
        {
            TellShare();
        }

        var value = _value.Bytes;
        var time = result.Message.Timestamp.UnixTimestampMs;
        if (value.Length <= _maxRecordBytes)
        {
            return new RecordedEvent(Kept(value), _value.IsNull ? -1 : value.Length, time, result.Offset.Value, default);
        }

        var fault = new RecordFault(
            FaultReason.TooLarge,
            string.Create(CultureInfo.InvariantCulture, $"{_topic}[{_partition}], offset {result.Offset.Value}: expected at most {_maxRecordBytes} bytes, found {value.Length}"));
        return new RecordedEvent(Kept(value[..RecordBatch.KeptOfTooLarge]), value.Length, time, result.Offset.Value, fault);
    }

    private ReadOnlyMemory<byte> Kept(ReadOnlySpan<byte> value)
    {
        if (_bytes.Length < value.Length)
        {
            _bytes = new byte[Math.Max(value.Length, 4 * 1024)];
        }

        value.CopyTo(_bytes);
        return _bytes.AsMemory(0, value.Length);
    }

    private void TellShare()
    {
        long done = 0, all = 0;
        for (var partition = 0; partition < _starts.Length; partition++)
        {
            var length = (_ends[partition] ?? _highWatermarks[partition]) - _starts[partition];
            all += length;
            done += partition < _partition ? length : partition == _partition ? _position - _starts[partition] : 0;
        }

        Volatile.Write(ref _share, all <= 0 ? 1 : Math.Clamp(done / (double)all, 0, 1));
    }

    private int CountPartitions(KafkaSettings settings)
    {
        using var admin = Clients.Admin(settings, _outage, _logger);
        var topic = Asked(() => admin.GetMetadata(_topic, _options.ConnectTimeout)).Topics[0];
        return KafkaErrors.IsMissingTopic(topic.Error)
            ? throw new IngestException($"The topic {_topic} does not exist.")
            : topic.Error.IsError
                ? throw new IngestException($"The topic {_topic} cannot be read: {topic.Error.Reason}")
                : topic.Partitions.Count;
    }

    private T Asked<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (KafkaException failure)
        {
            throw new IngestException($"The topic {_topic} cannot be read: {(_outage.Last ?? failure.Error).Reason}", failure);
        }
    }
}
