using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Ingest.Kafka;
using Streaming.Ingest.Polling;
using Streaming.Kafka;

namespace Streaming.Ingest.Changelog;

/// <summary>Reads partitions of the changelog back, each by a client and on a thread of its own.</summary>
public sealed class KafkaChangelogReader : IChangelogReader, IDisposable
{
    // Thread-safe: a reading shares only the administrative client with others.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly ChangelogReaderOptions _options;
    private readonly IngestOptions _ingest;
    private readonly KafkaSettings _settings;
    private readonly BrokerOutage _outage;
    private readonly IAdminClient _admin;
    private readonly RetryPipelines _pipelines;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    /// <summary>Makes the administrative client; nothing is read yet.</summary>
    /// <exception cref="KafkaSettingsException">A setting is refused.</exception>
    public KafkaChangelogReader(
        ChangelogReaderOptions options, IngestOptions ingest, KafkaSettings settings, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ingest);
        ArgumentNullException.ThrowIfNull(settings);
        _options = options;
        _ingest = ingest;
        _settings = settings;
        _timeProvider = timeProvider;
        _logger = loggerFactory.CreateLogger<KafkaChangelogReader>();
        _outage = new BrokerOutage(timeProvider, _logger);
        _pipelines = new RetryPipelines(ingest, _outage, timeProvider, _logger);
        _admin = Clients.Admin(settings, _outage, _logger);
    }

    /// <inheritdoc />
    public async Task<long?> ReadAsync(int partition, ChangelogRecordHandler take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(take);
        var (key, value) = (new BytesReader(), new BytesReader());
        using var consumer = Clients.Reader(ReaderSettings.Of(_options.Group, _settings), key, value, _outage, _logger);

        // The offset first, the watermark second: what the old owner committed between the two lies below the watermark then.
        var committed = await CommittedAsync(consumer, partition, cancellationToken);
        var end = await HighWatermarkAsync(partition, cancellationToken);
        await Task.Factory.StartNew(
            () => Read(consumer, key, value, partition, end, take, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);
        return committed;
    }

    /// <inheritdoc />
    public void Dispose() => _admin.Dispose();

    private async Task<long?> CommittedAsync(IConsumer<byte, byte> consumer, int partition, CancellationToken cancellationToken)
    {
        List<TopicPartition> asked = [new(_options.InputTopic, partition)];

        // read_committed makes the client ask for stable offsets: a predecessor's open transaction is waited for.
        var found = await _pipelines.Query.ExecuteAsync(
            async token => await Task.Run(() => consumer.Committed(asked, _ingest.RequestTimeout), token), cancellationToken);
        return found[0].Offset == Offset.Unset ? null : found[0].Offset.Value;
    }

    private async Task<long> HighWatermarkAsync(int partition, CancellationToken cancellationToken)
    {
        var asked = new TopicPartitionOffsetSpec { TopicPartition = new(_options.ChangelogTopic, partition), OffsetSpec = OffsetSpec.Latest() };
        var found = await _pipelines.Query.ExecuteAsync(
            async _ => await _admin.ListOffsetsAsync(
                [asked], new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadUncommitted, RequestTimeout = _ingest.RequestTimeout }),
            cancellationToken);
        return found.ResultInfos[0].TopicPartitionOffsetError.Offset.Value;
    }

    private void Read(
        IConsumer<byte, byte> consumer,
        BytesReader key,
        BytesReader value,
        int partition,
        long end,
        ChangelogRecordHandler take,
        CancellationToken cancellationToken)
    {
        consumer.Assign(new TopicPartitionOffset(_options.ChangelogTopic, partition, Offset.Beginning));
        long? stands = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = Consume(consumer, partition);
            if (result is null)
            {
                if (stands is { } since && _timeProvider.GetElapsedTime(since) > _options.Patience)
                {
                    throw new StateRefusedException(
                        $"The changelog {_options.ChangelogTopic}[{partition}] could not be read to offset {end}: a transaction stays open in it"
                        + $" for more than {_options.Patience}. The brokers' tool kafka-transactions.sh finds and aborts it.");
                }

                continue;
            }

            _outage.Heal();
            if (!result.IsPartitionEOF)
            {
                stands = null;
                take(result.Offset.Value, key.Bytes, value.Bytes, value.IsNull);
            }
            else if (result.Offset.Value >= end)
            {
                return;
            }
            else
            {
                // The last stable offset: behind it a transaction is open, a predecessor's or one that the brokers will abort.
                stands = _timeProvider.GetTimestamp();
            }
        }
    }

    private ConsumeResult<byte, byte>? Consume(IConsumer<byte, byte> consumer, int partition)
    {
        try
        {
            return consumer.Consume(Look);
        }
        catch (ConsumeException failure) when (KafkaErrors.MeaningOf(failure.Error) == ErrorMeaning.Transient)
        {
            _logger.ClientReported(failure.Error.Code, failure.Error.Reason);
            return null;
        }
        catch (ConsumeException failure)
        {
            throw new IngestException(
                $"Reading {_options.ChangelogTopic}[{partition}] failed: {failure.Error.Code}, {failure.Error.Reason}", failure);
        }
    }
}
