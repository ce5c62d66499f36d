using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Polly;
using Streaming.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>What the brokers say about the output topics at the start.</summary>
internal sealed class OutputTopics(IAdminClient admin, BrokerOutage outage, ResiliencePipeline connect, SinkOptions options, ILogger logger)
{
    /// <summary>Partition counts by name.</summary>
    /// <exception cref="SinkException">A topic is not there or not to be seen, or no broker answered.</exception>
    public async Task<IReadOnlyDictionary<string, int>> CountPartitionsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        try
        {
            var found = await connect.ExecuteAsync(async _ => await TopicLookup.FindAsync(admin, names, options.RequestTimeout), cancellationToken);
            outage.Heal();
            return names.ToDictionary(
                name => name,
                name => found.TryGetValue(name, out var topic)
                    ? topic.Partitions.Count
                    : throw new SinkException($"The output topic {name} does not exist; `streaming topics` creates what is missing."),
                StringComparer.Ordinal);
        }
        catch (KafkaException failure)
        {
            throw new SinkException($"The output topics cannot be used: {(outage.Last ?? failure.Error).Reason}", failure);
        }
    }

    /// <summary>The least that any of the topics takes in one batch, bytes; null if it cannot be told (an ACL, an older broker).</summary>
    public async Task<int?> FindSizeLimitAsync(IReadOnlyCollection<string> names)
    {
        try
        {
            var found = await admin.DescribeConfigsAsync(
                names.Select(name => new ConfigResource { Type = ResourceType.Topic, Name = name }),
                new DescribeConfigsOptions { RequestTimeout = options.RequestTimeout });
            return found.Min(topic => int.Parse(topic.Entries["max.message.bytes"].Value, NumberStyles.None, CultureInfo.InvariantCulture));
        }
        catch (KafkaException failure)
        {
            logger.SizeLimitUnknown(string.Join(", ", names), failure.Error.Reason);
            return null;
        }
    }
}
