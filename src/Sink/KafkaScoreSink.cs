using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Kafka;
using Streaming.Model.Encoding;
using Streaming.Sink.Checkpoints;
using Streaming.Sink.DeadLetters;
using Streaming.Sink.Producing;
using Streaming.Sink.Scores;

namespace Streaming.Sink;

/// <summary>
/// Scores, alerts and dead letters to Kafka, through one producer that all lanes share: an idempotent one of its own, or, exactly-once,
/// the one whose transactions the checkpoints commit.
/// </summary>
public sealed class KafkaScoreSink : IScoreSink, IDisposable
{
    // Lanes call PublishAsync at the same time: what is not thread-safe lies in an outbox, which one call has to itself.
    private const int Framing = 256;

    private readonly SinkOptions _options;
    private readonly ScoreStamp _stamp;
    private readonly ProducerSlot _slot;
    private readonly bool _ownsSlot;
    private readonly OutputTopic _scores;
    private readonly OutputTopic? _alerts;
    private readonly OutputTopic? _deadLetters;
    private readonly DeadLetterFormat _deadLetterFormat;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ConcurrentBag<Outbox> _outboxes = [];
    private readonly ConditionalWeakTable<Deliveries, BatchReports> _reports = [];
    private int _fullQueueWasLogged;

    private KafkaScoreSink(
        SinkOptions options,
        ScoreStamp stamp,
        IReadOnlyDictionary<string, int> partitions,
        int inputPartitions,
        ProducerSlot slot,
        bool ownsSlot,
        TimeProvider timeProvider,
        ILogger logger)
    {
        _options = options;
        _stamp = stamp;
        _slot = slot;
        _ownsSlot = ownsSlot;
        _timeProvider = timeProvider;
        _logger = logger;
        _deadLetterFormat = new DeadLetterFormat(stamp.Topic, options.DeadLetterPayload, slot.MaxMessageBytes);
        _scores = new OutputTopic(options.ScoresTopic, partitions[options.ScoresTopic], inputPartitions);
        _alerts = options.AlertsTopic is { } alerts ? new OutputTopic(alerts, partitions[alerts], inputPartitions) : null;
        _deadLetters = options.PublishesDeadLetters
            ? new OutputTopic(options.DeadLetterTopic, partitions[options.DeadLetterTopic], inputPartitions)
            : null;
        slot.Retired += GiveUp;
    }

    /// <summary>Connects and looks at the topics.</summary>
    /// <param name="options">Topics and times.</param>
    /// <param name="kafka">The clients' settings, already checked: brokers, security, the user's own.</param>
    /// <param name="stamp">What all scores have in common.</param>
    /// <param name="inputPartitions">The number of partitions of the input.</param>
    /// <param name="transactions">Whose transactions the records go into; null for a producer of the sink's own.</param>
    /// <param name="timeProvider">Time.</param>
    /// <param name="loggerFactory">Logs.</param>
    /// <param name="cancellationToken">Ends the waiting for a broker.</param>
    /// <exception cref="SinkException">A topic is not there or not to be seen, a setting is refused, or no broker answered in time.</exception>
    public static async Task<KafkaScoreSink> OpenAsync(
        SinkOptions options,
        IReadOnlyDictionary<string, string> kafka,
        ScoreStamp stamp,
        int inputPartitions,
        KafkaCheckpointLog? transactions,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stamp);
        var logger = loggerFactory.CreateLogger<KafkaScoreSink>();
        SinkTelemetry.Begin();
        var outage = new BrokerOutage(timeProvider, logger);
        using var admin = SinkClients.Admin(kafka, outage, logger);
        var topics = new OutputTopics(admin, outage, SinkPipelines.Connect(options, outage, timeProvider, logger), options, logger);
        var names = options.Topics;
        var partitions = await topics.CountPartitionsAsync(names, cancellationToken);
        foreach (var name in names.Where(name => partitions[name] != inputPartitions))
        {
            logger.PartitionCountsDiffer(name, partitions[name], inputPartitions);
        }

        if (transactions is not null)
        {
            return new KafkaScoreSink(options, stamp, partitions, inputPartitions, transactions.Slot, ownsSlot: false, timeProvider, logger);
        }

        var configuration = ProducerSettings.Idempotent(kafka, await topics.FindSizeLimitAsync(names));
        var slot = new ProducerSlot(outage, ProducerSettings.MaxMessageBytesOf(configuration), isTransactional: false);
        slot.Fill(SinkClients.Producer(configuration, outage, logger, slot.ClientName));
        return new KafkaScoreSink(options, stamp, partitions, inputPartitions, slot, ownsSlot: true, timeProvider, logger);
    }

    /// <inheritdoc />
    public async ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var reports = _reports.GetValue(deliveries, announced => new BatchReports(announced, _options.ScoresTopic, _slot.Outage, _timeProvider));
        try
        {
            await HandOverAsync(batch, reports, cancellationToken);
        }
        catch (Exception failure)
        {
            reports.Abandon(failure);
            throw;
        }
    }

    /// <summary>Lets go of the producer; what is not delivered by then is given up.</summary>
    public void Dispose()
    {
        _slot.Retired -= GiveUp;
        if (_ownsSlot)
        {
            _slot.Dispose();
        }
    }

    private async ValueTask HandOverAsync(RecordBatch batch, BatchReports reports, CancellationToken cancellationToken)
    {
        var outbox = _outboxes.TryTake(out var free) ? free : new Outbox(_stamp);
        var (scores, alerts) = Count(batch);
        reports.Begin(batch.Count + alerts, SendSpan.Of(batch, _options.ScoresTopic));
        var now = new Timestamp(_timeProvider.GetUtcNow());
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Faults[row].IsFault && outbox.Fill(batch, row, now) + Framing > _slot.MaxMessageBytes)
            {
                // An id of hundreds of kilobytes: the event was stepped, but its score fits nowhere.
                batch.Faults[row] = new RecordFault(FaultReason.TooLarge, "The score does not fit its topic: the id or the key is too long");
                if (_alerts is not null && batch.Alerts[row])
                {
                    reports.Confirm();
                }
            }

            if (batch.Faults[row].IsFault)
            {
                if (_deadLetters is null)
                {
                    reports.Confirm();
                    continue;
                }

                var letter = _deadLetterFormat.Make(batch, row);
                letter.Timestamp = now;
                var target = _deadLetters.Of(batch.Partition);
                var report = new DeadLetterReport(_slot, _deadLetterFormat, reports, target, letter.Headers, _logger);
                while (!TryProduce(target, letter, report.Take, reports))
                {
                    await WaitForRoomAsync(cancellationToken);
                }

                continue;
            }

            while (!TryProduce(_scores.Of(batch.Partition), outbox.Message, reports.Handler, reports))
            {
                await WaitForRoomAsync(cancellationToken);
            }

            while (_alerts is not null && batch.Alerts[row] && !TryProduce(_alerts.Of(batch.Partition), outbox.Message, reports.Handler, reports))
            {
                await WaitForRoomAsync(cancellationToken);
            }
        }

        SinkTelemetry.CountSent(_scores.Name, scores);
        SinkTelemetry.CountSent(_options.AlertsTopic ?? "", alerts);
        SinkTelemetry.CountSent(_deadLetters?.Name ?? "", _deadLetters is null ? 0 : batch.Count - scores);
        _outboxes.Add(outbox);
    }

    private void GiveUp()
    {
        foreach (var (_, reports) in _reports)
        {
            reports.GiveUp();
        }
    }

    private (int Scores, int Alerts) Count(RecordBatch batch)
    {
        var (scores, alerts) = (0, 0);
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Faults[row].IsFault)
            {
                scores++;
                alerts += _alerts is not null && batch.Alerts[row] ? 1 : 0;
            }
        }

        return (scores, alerts);
    }

    private bool TryProduce(
        TopicPartition target, Message<byte[]?, byte[]?> message, Action<DeliveryReport<byte[]?, byte[]?>> handler, BatchReports reports)
    {
        try
        {
            _slot.Current.Produce(target, message, handler);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> failure) when (failure.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
        catch (ProduceException<byte[]?, byte[]?> failure) when (_slot.IsTransactional)
        {
            // The transaction is broken already: its checkpoint will find out and rewind.
            reports.Fail(target.Topic, failure.Error);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> failure)
        {
            throw DeliveryFailure.Of(target.Topic, failure.Error);
        }
    }

    private async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        SinkTelemetry.CountQueueFull();
        if (Interlocked.Exchange(ref _fullQueueWasLogged, 1) == 0)
        {
            _logger.QueueIsFull();
        }

        await Task.Delay(_options.QueueFullDelay, _timeProvider, cancellationToken);
    }
}
