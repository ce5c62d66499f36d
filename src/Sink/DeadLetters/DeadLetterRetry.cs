using System.Security.Cryptography;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Kafka;
using Streaming.Sink.Events;
using Streaming.Sink.Producing;

namespace Streaming.Sink.DeadLetters;

/// <summary>
/// Publishes the records behind dead letters again, each to the topic it came from and under its key, as a new record. What a letter
/// does not carry whole is read from its source, if it is still there and still the same.
/// </summary>
public sealed class DeadLetterRetry : IDisposable
{
    // One thread at a time.
    private readonly SinkOptions _options;
    private readonly IReadOnlyDictionary<string, string> _kafka;
    private readonly TimeProvider _timeProvider;
    private readonly ILoggerFactory _loggerFactory;
    private readonly IConsumer<byte[]?, byte[]?> _source;
    private readonly Dictionary<string, EventPublisher> _publishers = new(StringComparer.Ordinal);

    /// <summary>Makes the client that reads sources; nothing is read or written yet.</summary>
    /// <exception cref="SinkException">A setting is refused.</exception>
    public DeadLetterRetry(
        SinkOptions options, IReadOnlyDictionary<string, string> kafka, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _options = options;
        _kafka = kafka;
        _timeProvider = timeProvider;
        _loggerFactory = loggerFactory;
        var logger = loggerFactory.CreateLogger<DeadLetterRetry>();
        _source = SinkClients.Reader(kafka, new BrokerOutage(timeProvider, logger), logger);
    }

    /// <summary>Publishes the record behind a letter again. Blocks the calling thread while a source is read.</summary>
    /// <returns>False if it is not to be had whole: it was cut, and its source is gone.</returns>
    /// <exception cref="SinkException">The topic does not take it, or no broker answered in time.</exception>
    public async Task<bool> RetryAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var (key, value) = letter.IsWhole ? (letter.Key, letter.Payload) : ReadSource(letter);
        if (value is null)
        {
            return false;
        }

        if (!_publishers.TryGetValue(letter.Topic, out var publisher))
        {
            publisher = await EventPublisher.OpenAsync(letter.Topic, _options, _kafka, _timeProvider, _loggerFactory, cancellationToken);
            _publishers.Add(letter.Topic, publisher);
        }

        await publisher.PublishAsync(key, value, recordTime: null, cancellationToken);
        return true;
    }

    /// <summary>Waits until all that was published is confirmed.</summary>
    /// <exception cref="SinkException">A record could not be delivered.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var publisher in _publishers.Values)
        {
            await publisher.FlushAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var publisher in _publishers.Values)
        {
            publisher.Dispose();
        }

        _source.Close();
        _source.Dispose();
    }

    private (byte[]? Key, byte[]? Value) ReadSource(DeadLetter letter)
    {
        if (letter.Sha256 is null)
        {
            return default;
        }

        try
        {
            _source.Assign(new TopicPartitionOffset(letter.Topic, letter.Partition, letter.Offset));
            var found = _source.Consume(_options.RequestTimeout)
                ?? throw new SinkException($"{letter.Topic}[{letter.Partition}] could not be read within {_options.RequestTimeout}.");

            // Deleted by retention or compaction: the next record, or the end. The topic made anew: another record at this offset.
            return !found.IsPartitionEOF
                && found.Offset.Value == letter.Offset
                && found.Message.Value is { } value
                && Convert.ToHexStringLower(SHA256.HashData(value)) == letter.Sha256
                ? (found.Message.Key, value)
                : default;
        }
        catch (ConsumeException failure) when (failure.Error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange
            || KafkaErrors.IsMissingTopic(failure.Error))
        {
            return default;
        }
        catch (ConsumeException failure)
        {
            throw new SinkException($"{letter.Topic}[{letter.Partition}] cannot be read: {failure.Error.Reason}", failure);
        }
    }
}
