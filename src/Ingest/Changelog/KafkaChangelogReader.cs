using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Ingest.Kafka;
using Streaming.Ingest.Polling;

namespace Streaming.Ingest.Changelog;

/// <summary>Reads partitions of the changelog back, each by a client and on a thread of its own.</summary>
public sealed class KafkaChangelogReader : IChangelogReader, IDisposable
{
    // Thread-safe: a reading shares only the administrative client with others.
    private readonly ChangelogReaderOptions _options;
    private readonly IngestOptions _ingest;
    private readonly KafkaSettings _settings;
    private readonly ChangelogScanner _scanner;

    /// <summary>Makes the administrative client; nothing is read yet.</summary>
    /// <exception cref="KafkaSettingsException">A setting is refused.</exception>
    public KafkaChangelogReader(
        ChangelogReaderOptions options, IngestOptions ingest, KafkaSettings settings, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _ingest = ingest;
        _settings = settings;
        _scanner = new ChangelogScanner(options.ChangelogTopic, ingest, settings, options.Patience, timeProvider, loggerFactory);
    }

    /// <inheritdoc />
    public async Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken)
    {
        using var consumer = Clients.Reader(
            ReaderSettings.Of(_options.Group, _settings), new BytesReader(), new BytesReader(), _scanner.Outage, _scanner.Logger);
        List<TopicPartition> asked = [new(_options.InputTopic, partition)];

        // read_committed makes the client ask for stable offsets: a predecessor's open transaction is waited for.
        var found = await _scanner.Pipelines.Query.ExecuteAsync(
            async token => await Task.Run(() => consumer.Committed(asked, _ingest.RequestTimeout), token), cancellationToken);
        return found[0].Offset == Offset.Unset ? null : found[0].Offset.Value;
    }

    /// <inheritdoc />
    public async Task<ChangelogRange> FindRangeAsync(int partition, CancellationToken cancellationToken)
    {
        var id = _scanner.FindIdAsync(cancellationToken);
        var range = _scanner.FindRangeAsync(partition, cancellationToken);
        await Task.WhenAll(id, range);
        return new ChangelogRange(await id, (await range).Start, (await range).End);
    }

    /// <inheritdoc />
    public Task<long> ReadAsync(int partition, long? from, long end, ChangelogRecordHandler take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(take);
        return _scanner.ReadAsync(partition, from, end, take, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _scanner.Dispose();
}
