using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Ingest.Kafka;
using Streaming.Ingest.Polling;
using Streaming.Kafka;

namespace Streaming.Ingest;

/// <summary>Reads the partitions of a topic as a member of a consumer group.</summary>
public sealed class KafkaRecordSource : IRecordSource, IDisposable
{
    // Members may be called from any thread: they enqueue, raise a flag, or ask the client, which is thread-safe. All else happens
    // on the poll thread (PollLoop).
    private readonly IngestOptions _options;
    private readonly ILogger _logger;
    private readonly IAdminClient _admin;
    private readonly InputTopic _topic;
    private readonly PollLoop _loop;
    private readonly IConsumer<byte, byte> _consumer;
    private readonly ClientCalls _calls = new();
    private readonly GroupOffsets _offsets;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasStarted;

    private KafkaRecordSource(
        IngestOptions options,
        KafkaSettings settings,
        IAdminClient admin,
        InputTopic topic,
        IReadOnlyDictionary<int, long>? ends,
        RetryPipelines pipelines,
        BrokerOutage outage,
        TimeProvider timeProvider,
        ILogger logger)
    {
        _options = options;
        _logger = logger;
        _admin = admin;
        _topic = topic;
        _loop = new PollLoop(options, new TopicLimits(ends, options.MaxEvents), outage, new TopicWatch(topic, options, timeProvider, logger), timeProvider, logger);
        _consumer = Clients.Consumer(ConsumerSettings.Of(options, settings), _loop, outage, logger);
        _offsets = new GroupOffsets(_consumer, _calls, _loop.IsAssigned, options, pipelines, timeProvider, logger);
        _loop.GroupProgress = ends is null ? null : new GroupProgress(_offsets, ends, timeProvider);
    }

    /// <inheritdoc />
    public string Topic => _options.Topic;

    /// <summary>The number of partitions the topic had when it was opened.</summary>
    public int PartitionCount { get; private init; }

    /// <summary>The topic's id: another one when it was made anew under the same name.</summary>
    public Task<string> FindTopicIdAsync(CancellationToken cancellationToken) => _topic.FindIdAsync(cancellationToken);

    /// <inheritdoc />
    public Task Ended => _loop.Ended;

    /// <summary>Connects and looks at the topic. Reads nothing yet.</summary>
    /// <exception cref="KafkaSettingsException">A setting is not one of the client's, or its value is refused.</exception>
    /// <exception cref="IngestException">The topic is not there or not to be seen, or no broker answered in time.</exception>
    public static async Task<KafkaRecordSource> OpenAsync(
        IngestOptions options,
        KafkaSettings settings,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        var logger = loggerFactory.CreateLogger<KafkaRecordSource>();
        var outage = new BrokerOutage(timeProvider, logger);
        var pipelines = new RetryPipelines(options, outage, timeProvider, logger);
        var admin = Clients.Admin(settings, outage, logger);
        try
        {
            var topic = new InputTopic(options.Topic, admin, outage, pipelines, options);
            var count = await topic.CountPartitionsAsync(cancellationToken);
            IngestTelemetry.Begin(options.Topic);
            var ranges = options.UntilEnd ? await topic.RangesAsync([.. Enumerable.Range(0, count)], cancellationToken) : null;
            var ends = ranges?.ToDictionary(pair => pair.Key, pair => pair.Value.End);
            return new KafkaRecordSource(options, settings, admin, topic, ends, pipelines, outage, timeProvider, logger)
            {
                PartitionCount = count,
            };
        }
        catch
        {
            admin.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public Task RunAsync(ILanes lanes)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        _hasStarted = true;
        return Task.Factory.StartNew(
            () => Run(lanes), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <inheritdoc />
    public void StopFetching() => _loop.StopFetching();

    /// <inheritdoc />
    public Task CloseAsync(CancellationToken cancellationToken)
    {
        _loop.Close();
        return _closed.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Seek(int partition, long offset, int epoch) => _loop.Enqueue(new SeekCommand(partition, offset, epoch));

    /// <inheritdoc />
    public Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken) =>
        _offsets.CommittedAsync(partition, cancellationToken);

    /// <inheritdoc />
    public async Task<PartitionRange> RangeAsync(int partition, CancellationToken cancellationToken) =>
        (await _topic.RangesAsync([partition], cancellationToken))[partition];

    /// <inheritdoc />
    public long? EndOf(int partition) => _loop.EndOf(partition);

    /// <inheritdoc />
    public Task CommitAsync(IReadOnlyList<PartitionOffset> offsets, CancellationToken cancellationToken) =>
        _offsets.CommitAsync(offsets, cancellationToken);

    /// <inheritdoc />
    public GroupMetadata ReadGroupMetadata() =>
        _calls.TryMake(() => new GroupMetadata(_consumer.ConsumerGroupMetadata, HasMember: !string.IsNullOrEmpty(_consumer.MemberId)), out var metadata)
            ? metadata
            : new GroupMetadata(new object(), HasMember: false);

    /// <summary>Lets go of the clients, if the poll thread has ended (or never began).</summary>
    public void Dispose()
    {
        // The client aborts the whole process when it is disposed under one of its own callbacks. Whoever gave up waiting for
        // CloseAsync is about to end the process anyway.
        if (_hasStarted && !_closed.Task.IsCompleted)
        {
            return;
        }

        _consumer.Dispose();
        _admin.Dispose();
    }

    private void Run(ILanes lanes)
    {
        try
        {
            _loop.Run(_consumer, lanes);
        }
        finally
        {
            Leave();
            IngestTelemetry.Clients.Forget("consumer");
            _closed.TrySetResult();
        }
    }

    private void Leave()
    {
        // Also after a fault: leaving hands the partitions over at once instead of after the session timeout.
        try
        {
            _loop.Leave(_consumer);

            // Closing disposes the client, and others may be asking it something yet. A call that never ends is left to the end of the process.
            if (_calls.CloseAsync().Wait(2 * _options.RequestTimeout))
            {
                _consumer.Close();
            }
        }
        catch (KafkaException failure)
        {
            _logger.LeavingFailed(_options.Group, failure.Error.Reason);
        }
    }
}
