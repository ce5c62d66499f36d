using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Kafka;
using Streaming.Sink.Producing;

namespace Streaming.Sink.Events;

/// <summary>
/// Publishes events to a topic as fast as the brokers take them, each to the partition of its key (as Java's partitioner). One thread
/// publishes; counts may be read by any.
/// </summary>
public sealed class EventPublisher : IDisposable
{
    // The publishing thread owns the message and the buffers; delivery reports, on the client's thread, only count.
    private readonly SinkOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly BrokerOutage _outage;
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly TopicPartition _target;
    private readonly Action<DeliveryReport<byte[]?, byte[]?>> _onReport;
    private readonly ExactBuffers _keys = new(256);
    private readonly ExactBuffers _values = new(1_024);
    private readonly Message<byte[]?, byte[]?> _message = new() { Headers = [] };
    private long _published;
    private long _delivered;
    private volatile SinkException? _failure;

    private EventPublisher(
        string topic, SinkOptions options, Dictionary<string, string> configuration, BrokerOutage outage, TimeProvider timeProvider, ILogger logger)
    {
        Topic = topic;
        _options = options;
        _timeProvider = timeProvider;
        _outage = outage;
        _target = new TopicPartition(topic, Partition.Any);
        _onReport = Take;
        _producer = SinkClients.Producer(configuration, outage, logger);
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>Events that the brokers have confirmed.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Events handed over and not yet confirmed.</summary>
    public long InFlight => Volatile.Read(ref _published) - Delivered;

    /// <summary>Connects and looks at the topic.</summary>
    /// <exception cref="SinkException">The topic is not there or not to be seen, a setting is refused, or no broker answered in time.</exception>
    public static async Task<EventPublisher> OpenAsync(
        string topic,
        SinkOptions options,
        IReadOnlyDictionary<string, string> kafka,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(options);
        var logger = loggerFactory.CreateLogger<EventPublisher>();
        var outage = new BrokerOutage(timeProvider, logger);
        var configuration = await SoleTopic.ConfigureAsync(topic, options, kafka, outage, timeProvider, logger, cancellationToken);
        return new EventPublisher(topic, options, configuration, outage, timeProvider, logger);
    }

    /// <summary>Publishes an event, waiting while the producer's queue is full. The memory may be reused when this returns.</summary>
    /// <param name="key">The record key; empty for none.</param>
    /// <param name="value">The record value.</param>
    /// <param name="recordTime">The record timestamp, milliseconds since the Unix epoch; null for now.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SinkException">An event could not be delivered, this one or an earlier one.</exception>
    public ValueTask PublishAsync(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long? recordTime, CancellationToken cancellationToken)
    {
        _message.Key = key.IsEmpty ? null : _keys.Copy(key);
        _message.Value = _values.Copy(value);
        _message.Timestamp = recordTime is { } time
            ? new Timestamp(time, TimestampType.CreateTime)
            : new Timestamp(_timeProvider.GetUtcNow());
        return TryProduce() ? ValueTask.CompletedTask : WaitAndProduceAsync(cancellationToken);
    }

    /// <summary>Waits until all events are confirmed.</summary>
    /// <exception cref="SinkException">An event could not be delivered.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (InFlight > 0)
        {
            ThrowIfFailed();
            await Task.Delay(_options.QueueFullDelay, _timeProvider, cancellationToken);
        }

        ThrowIfFailed();
    }

    /// <summary>Lets go of the producer; what is not delivered by then is given up.</summary>
    public void Dispose() => _producer.Dispose();

    private async ValueTask WaitAndProduceAsync(CancellationToken cancellationToken)
    {
        do
        {
            await Task.Delay(_options.QueueFullDelay, _timeProvider, cancellationToken);
        }
        while (!TryProduce());
    }

    private bool TryProduce()
    {
        ThrowIfFailed();
        try
        {
            _producer.Produce(_target, _message, _onReport);
            Volatile.Write(ref _published, _published + 1);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> failure) when (failure.Error.Code == ErrorCode.Local_QueueFull)
        {
            SinkTelemetry.CountQueueFull();
            return false;
        }
        catch (ProduceException<byte[]?, byte[]?> failure)
        {
            throw DeliveryFailure.Of(Topic, failure.Error);
        }
    }

    private void Take(DeliveryReport<byte[]?, byte[]?> report)
    {
        if (report.Error.IsError)
        {
            _failure ??= DeliveryFailure.Of(Topic, report.Error);
            return;
        }

        _outage.Heal();
        Volatile.Write(ref _delivered, _delivered + 1);
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }
    }
}
