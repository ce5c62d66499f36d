using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Ingest.Kafka;
using Streaming.Ingest.Polling;
using Streaming.Kafka;

namespace Streaming.Ingest.Changelog;

/// <summary>Reads partitions of a changelog whole, without a group and without committing anything.</summary>
public sealed class ChangelogScanner : IDisposable
{
    // Thread-safe: a reading shares only the administrative client with others.
    private const string Reader = "streaming-reader";

    private readonly string _topic;
    private readonly IngestOptions _ingest;
    private readonly KafkaSettings _settings;
    private readonly TimeSpan _patience;
    private readonly BrokerOutage _outage;
    private readonly IAdminClient _admin;
    private readonly RetryPipelines _pipelines;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    /// <summary>Makes the administrative client; nothing is read yet.</summary>
    /// <param name="topic">The changelog.</param>
    /// <param name="ingest">Times.</param>
    /// <param name="settings">The clients' settings.</param>
    /// <param name="patience">How long a reading may stand before an open transaction.</param>
    /// <param name="timeProvider">Time.</param>
    /// <param name="loggerFactory">Logs.</param>
    /// <exception cref="KafkaSettingsException">A setting is refused.</exception>
    public ChangelogScanner(
        string topic, IngestOptions ingest, KafkaSettings settings, TimeSpan patience, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(ingest);
        ArgumentNullException.ThrowIfNull(settings);
        _topic = topic;
        _ingest = ingest;
        _settings = settings;
        _patience = patience;
        _timeProvider = timeProvider;
        _logger = loggerFactory.CreateLogger<ChangelogScanner>();
        _outage = new BrokerOutage(timeProvider, _logger);
        _pipelines = new RetryPipelines(ingest, _outage, timeProvider, _logger);
        _admin = Clients.Admin(settings, _outage, _logger);
    }

    /// <summary>The number of partitions.</summary>
    /// <exception cref="IngestException">The changelog is not there or not to be seen, or no broker answered in time.</exception>
    public async Task<int> CountPartitionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await _pipelines.Connect.ExecuteAsync(
                async _ => await TopicLookup.FindAsync(_admin, [_topic], _ingest.RequestTimeout), cancellationToken);
            _outage.Heal();
            return found.TryGetValue(_topic, out var topic)
                ? topic.Partitions.Count
                : throw new IngestException($"The changelog {_topic} does not exist: no instance of this --app has kept states.");
        }
        catch (KafkaException failure)
        {
            throw new IngestException($"The changelog cannot be read: {(_outage.Last ?? failure.Error).Reason}", failure);
        }
    }

    /// <summary>
    /// Reads one partition from its beginning to the end that read_uncommitted shows now, as read_committed sees it: waits for a
    /// transaction that is open. By a client and on a thread of its own.
    /// </summary>
    /// <exception cref="StateRefusedException">A transaction stayed open for longer than the patience.</exception>
    public async Task ReadAsync(int partition, ChangelogRecordHandler take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(take);
        var (_, end) = await FindRangeAsync(partition, cancellationToken);
        await ReadAsync(partition, from: null, end, take, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _admin.Dispose();

    /// <summary>Reads one partition from an offset on, or from its beginning, until its end is reached at or above <paramref name="end"/>. Gives the end reached.</summary>
    internal async Task<long> ReadAsync(int partition, long? from, long end, ChangelogRecordHandler take, CancellationToken cancellationToken)
    {
        var (key, value) = (new BytesReader(), new BytesReader());
        using var consumer = Clients.Reader(ReaderSettings.Of(Reader, _settings), key, value, _outage, _logger);
        var reading = new ChangelogReading(consumer, key, value, new TopicPartition(_topic, partition), _patience, _outage, _timeProvider, _logger);
        return await Task.Factory.StartNew(
            () => reading.Read(from ?? Offset.Beginning, end, take, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);
    }

    /// <summary>The log's start, and the high watermark that read_uncommitted shows.</summary>
    internal async Task<(long Start, long End)> FindRangeAsync(int partition, CancellationToken cancellationToken)
    {
        var start = FindOffsetAsync(partition, OffsetSpec.Earliest(), cancellationToken);
        var end = FindOffsetAsync(partition, OffsetSpec.Latest(), cancellationToken);
        await Task.WhenAll(start, end);
        return (await start, await end);
    }

    /// <summary>The changelog's id: another one when it was made anew under the same name.</summary>
    internal async Task<string> FindIdAsync(CancellationToken cancellationToken) => await _pipelines.Query.ExecuteAsync(
        async _ => await TopicIds.FindAsync(_admin, _topic, _ingest.RequestTimeout), cancellationToken);

    /// <summary>The pipelines of its requests.</summary>
    internal RetryPipelines Pipelines => _pipelines;

    /// <summary>The state of the connection.</summary>
    internal BrokerOutage Outage => _outage;

    /// <summary>Its logs.</summary>
    internal ILogger Logger => _logger;

    private async Task<long> FindOffsetAsync(int partition, OffsetSpec which, CancellationToken cancellationToken)
    {
        var asked = new TopicPartitionOffsetSpec { TopicPartition = new(_topic, partition), OffsetSpec = which };
        var found = await _pipelines.Query.ExecuteAsync(
            async _ => await OffsetListing.AskAsync(_admin, [asked], IsolationLevel.ReadUncommitted, _ingest.RequestTimeout),
            cancellationToken);
        return found.ResultInfos[0].TopicPartitionOffsetError.Offset.Value;
    }
}
