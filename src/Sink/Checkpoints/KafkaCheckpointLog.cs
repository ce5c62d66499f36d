using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Ports;
using Streaming.Kafka;
using Streaming.Sink.Producing;

namespace Streaming.Sink.Checkpoints;

/// <summary>Checkpoints as Kafka transactions: changelog records, markers and source offsets commit as one.</summary>
public sealed partial class KafkaCheckpointLog : ICheckpointLog, IDisposable
{
    // The checkpointer calls one method at a time. Blocking calls of the client run on the pool.
    private static readonly TimeSpan InitTry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(60);

    private readonly SinkOptions _options;
    private readonly Dictionary<string, string> _configuration;
    private readonly string _transactionalId;
    private readonly string _inputTopic;
    private readonly TopicPartition[] _changelog;
    private readonly Clashes _clashes;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ExactBuffers _keys = new(1_024);
    private readonly ExactBuffers _values = new(16 * 1_024);
    private readonly Message<byte[]?, byte[]?> _message = new() { Headers = [] };
    private long _began;
    private string? _broken;
    private bool _wasFenced;

    private KafkaCheckpointLog(
        CheckpointLogOptions options,
        SinkOptions sink,
        Dictionary<string, string> configuration,
        BrokerOutage outage,
        TimeProvider timeProvider,
        ILogger logger)
    {
        _options = sink;
        _configuration = configuration;
        _transactionalId = options.TransactionalId;
        _inputTopic = options.InputTopic;
        _changelog = [.. Enumerable.Range(0, options.InputPartitions).Select(number => new TopicPartition(options.ChangelogTopic, number))];
        TransactionTimeout = ProducerSettings.TransactionTimeoutOf(configuration);
        _clashes = new Clashes(TransactionTimeout, timeProvider);
        _timeProvider = timeProvider;
        _logger = logger;
        Slot = new ProducerSlot(outage, ProducerSettings.MaxMessageBytesOf(configuration), isTransactional: true);
    }

    /// <summary>How long a transaction may stay open before the brokers abort it.</summary>
    public TimeSpan TransactionTimeout { get; }

    /// <summary>The producer of the moment: the score sink's too, where scores go inside the transaction.</summary>
    internal ProducerSlot Slot { get; }

    /// <summary>Connects and looks at the topics. No producer is made yet: <see cref="InitializeAsync"/> does that.</summary>
    /// <param name="options">Identity, input and changelog.</param>
    /// <param name="sink">Times, and the topics that exactly-once delivery writes through the same producer.</param>
    /// <param name="kafka">The clients' settings, already checked.</param>
    /// <param name="timeProvider">Time.</param>
    /// <param name="loggerFactory">Logs.</param>
    /// <param name="cancellationToken">Ends the waiting for a broker.</param>
    /// <exception cref="SinkException">A topic is not there or not to be seen, a setting is refused, or no broker answered in time.</exception>
    /// <exception cref="StateRefusedException">The changelog has another number of partitions than the input.</exception>
    public static async Task<KafkaCheckpointLog> OpenAsync(
        CheckpointLogOptions options,
        SinkOptions sink,
        IReadOnlyDictionary<string, string> kafka,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sink);
        var logger = loggerFactory.CreateLogger<KafkaCheckpointLog>();
        var outage = new BrokerOutage(timeProvider, logger);
        using var admin = SinkClients.Admin(kafka, outage, logger);
        var topics = new OutputTopics(admin, outage, SinkPipelines.Connect(sink, outage, timeProvider, logger), sink, logger);
        var partitions = await topics.CountPartitionsAsync([options.ChangelogTopic], cancellationToken);
        if (partitions[options.ChangelogTopic] != options.InputPartitions)
        {
            throw new StateRefusedException(
                $"The changelog {options.ChangelogTopic} has {partitions[options.ChangelogTopic]} partitions and the input {options.InputTopic} has"
                + $" {options.InputPartitions}: states lie in the partition of their input, so the counts must be equal.");
        }

        var sizeLimit = await topics.FindSizeLimitAsync([options.ChangelogTopic, .. sink.Topics]);
        var configuration = ProducerSettings.Transactional(kafka, options.TransactionalId, sizeLimit);
        return new KafkaCheckpointLog(options, sink, configuration, outage, timeProvider, logger);
    }

    /// <inheritdoc />
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        if (_clashes.AreCertain)
        {
            throw new FencedException(
                $"Another instance works under the transactional id {_transactionalId}: give each instance an --instance of its own.");
        }

        await Task.Run(Slot.Retire, cancellationToken);
        _broken = null;
        _wasFenced = false;
        while (!await TryInitializeAsync(cancellationToken))
        {
            await Task.Delay(_options.MaxRetryDelay, _timeProvider, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Begin()
    {
        _began = _timeProvider.GetTimestamp();
        try
        {
            Slot.Current.BeginTransaction();
            _broken = null;
        }
        catch (KafkaException failure)
        {
            Break(failure);
        }
    }

    /// <inheritdoc />
    public async ValueTask AppendAsync(int partition, ChangelogRecords records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        for (var i = 0; i < records.Count && _broken is null; i++)
        {
            _message.Key = _keys.Copy(records.Key(i));
            _message.Value = records.IsTombstone(i) ? null : _values.Copy(records.Value(i));
            while (!TryProduce(_changelog[partition]))
            {
                await Task.Delay(_options.QueueFullDelay, _timeProvider, cancellationToken);
            }
        }
    }

    /// <inheritdoc />
    public Task<CommitOutcome> CommitAsync(IReadOnlyList<PartitionOffset> offsets, GroupMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(metadata);
        return TryCommitAsync(offsets, metadata);
    }

    /// <inheritdoc />
    public async Task<bool> TryAbortAsync()
    {
        try
        {
            await RepeatedlyAsync(() => Slot.Current.AbortTransaction(TransactionTimeout));
            return true;
        }
        catch (KafkaException failure)
        {
            Note(failure);
            _logger.AbortFailed(_transactionalId, TransactionErrors.Describe(failure));
            return false;
        }
        catch (TimeoutException failure)
        {
            _logger.AbortFailed(_transactionalId, failure.Message);
            return false;
        }
    }

    /// <summary>Lets go of the producer; a transaction left open times out, or ends with this identity's next producer.</summary>
    public void Dispose() => Slot.Dispose();

    private bool TryProduce(TopicPartition target)
    {
        try
        {
            Slot.Current.Produce(target, _message);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> failure) when (failure.Error.Code == ErrorCode.Local_QueueFull)
        {
            SinkTelemetry.CountQueueFull();
            return false;
        }
        catch (ProduceException<byte[]?, byte[]?> failure)
        {
            Break(failure);
            return true;
        }
    }

    private void Break(KafkaException failure)
    {
        _broken = TransactionErrors.Describe(failure);
        Note(failure);
    }

    private void Note(KafkaException failure)
    {
        // Once per producer: every later call of a fenced one says the same.
        if (TransactionErrors.IsFencing(failure.Error) && !_wasFenced)
        {
            _wasFenced = true;
            _clashes.Add(_began);
        }
    }
}
