using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Kafka;
using Streaming.Sink.Producing;

namespace Streaming.Sink.Changelogs;

/// <summary>
/// Writes records into partitions of a changelog by an operator's hand, while no instance works. Outside of transactions: a restore reads
/// read_committed, to which a record without a transaction counts as committed as soon as nothing open stands before it, and an
/// idempotent producer keeps the order within a partition. A transaction would add nothing, for there is no offset to commit with it.
/// </summary>
public sealed class ChangelogWriter : IDisposable
{
    // One thread at a time; delivery reports, on the client's thread, only note a failure.
    private readonly string _topic;
    private readonly SinkOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private volatile SinkException? _failure;

    private ChangelogWriter(string topic, SinkOptions options, IProducer<byte[]?, byte[]?> producer, TimeProvider timeProvider)
    {
        _topic = topic;
        _options = options;
        _producer = producer;
        _timeProvider = timeProvider;
    }

    /// <summary>Connects and looks at the changelog.</summary>
    /// <exception cref="SinkException">It is not there or not to be seen, a setting is refused, or no broker answered in time.</exception>
    public static async Task<ChangelogWriter> OpenAsync(
        string topic,
        SinkOptions options,
        IReadOnlyDictionary<string, string> kafka,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var logger = loggerFactory.CreateLogger<ChangelogWriter>();
        var outage = new BrokerOutage(timeProvider, logger);
        var configuration = await SoleTopic.ConfigureAsync(topic, options, kafka, outage, timeProvider, logger, cancellationToken);
        return new ChangelogWriter(topic, options, SinkClients.Producer(configuration, outage, logger), timeProvider);
    }

    /// <summary>Writes records in their order (a null value is a tombstone) and waits until all are confirmed.</summary>
    /// <exception cref="SinkException">One could not be delivered.</exception>
    public async Task WriteAsync(int partition, IEnumerable<(byte[] Key, byte[]? Value)> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        var target = new TopicPartition(_topic, partition);
        foreach (var (key, value) in records)
        {
            while (!TryProduce(target, new Message<byte[]?, byte[]?> { Key = key, Value = value }))
            {
                await Task.Delay(_options.QueueFullDelay, _timeProvider, cancellationToken);
            }
        }

        await Task.Run(() => _producer.Flush(cancellationToken), cancellationToken);
        ThrowIfFailed();
    }

    /// <inheritdoc />
    public void Dispose() => _producer.Dispose();

    private bool TryProduce(TopicPartition target, Message<byte[]?, byte[]?> message)
    {
        ThrowIfFailed();
        try
        {
            _producer.Produce(target, message, report => _failure ??= report.Error.IsError ? DeliveryFailure.Of(_topic, report.Error) : null);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> failure) when (failure.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
        catch (ProduceException<byte[]?, byte[]?> failure)
        {
            throw DeliveryFailure.Of(_topic, failure.Error);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }
    }
}
