using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Kafka;
using Streaming.Sink.Producing;

namespace Streaming.Sink.DeadLetters;

/// <summary>Reads a dead-letter topic, without a group and without committing anything.</summary>
public sealed class DeadLetterReader : IDisposable
{
    private readonly SinkOptions _options;
    private readonly IReadOnlyDictionary<string, string> _kafka;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly BrokerOutage _outage;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;

    /// <summary>Makes the client; nothing is read yet.</summary>
    /// <exception cref="SinkException">A setting is refused.</exception>
    public DeadLetterReader(
        SinkOptions options, IReadOnlyDictionary<string, string> kafka, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _kafka = kafka;
        _timeProvider = timeProvider;
        _logger = loggerFactory.CreateLogger<DeadLetterReader>();
        _outage = new BrokerOutage(timeProvider, _logger);
        _consumer = SinkClients.Reader(kafka, _outage, _logger);
    }

    /// <summary>
    /// The letters that the topic holds now and a query means, partition by partition as they come. Blocks the calling thread while it
    /// waits for the brokers.
    /// </summary>
    /// <exception cref="SinkException">The topic is not there or not to be read, or no broker answered in time.</exception>
    public async Task<IEnumerable<DeadLetter>> ReadAsync(DeadLetterQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var admin = SinkClients.Admin(_kafka, _outage, _logger);
        var topics = new OutputTopics(admin, _outage, SinkPipelines.Connect(_options, _outage, _timeProvider, _logger), _options, _logger);
        var partitions = await topics.CountPartitionsAsync([_options.DeadLetterTopic], cancellationToken);
        return Read(query, partitions[_options.DeadLetterTopic], cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
    }

    private IEnumerable<DeadLetter> Read(DeadLetterQuery query, int partitions, CancellationToken cancellationToken)
    {
        var left = Enumerable.Range(0, partitions).ToHashSet();
        _consumer.Assign(left.Select(number => new TopicPartitionOffset(_options.DeadLetterTopic, number, Offset.Beginning)));
        while (left.Count > 0)
        {
            var result = Consume(cancellationToken);
            if (result.IsPartitionEOF)
            {
                // Where the partition ended when it was reached: letters written since then are another reading's.
                left.Remove(result.Partition.Value);
                _consumer.IncrementalUnassign([result.TopicPartition]);
            }
            else if (DeadLetterParser.Parse(result) is { } letter && query.Matches(letter))
            {
                yield return letter;
            }
        }
    }

    private ConsumeResult<byte[]?, byte[]?> Consume(CancellationToken cancellationToken)
    {
        try
        {
            return _consumer.Consume(cancellationToken);
        }
        catch (ConsumeException failure)
        {
            throw new SinkException($"The topic {_options.DeadLetterTopic} cannot be read: {failure.Error.Reason}", failure);
        }
    }
}
