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
            var found = await connect.ExecuteAsync(
                async _ => await admin.DescribeTopicsAsync(
                    TopicCollection.OfTopicNames(names), new DescribeTopicsOptions { RequestTimeout = options.RequestTimeout }),
                cancellationToken);
            outage.Heal();
            return found.TopicDescriptions.ToDictionary(topic => topic.Name, topic => topic.Partitions.Count, StringComparer.Ordinal);
        }
        catch (DescribeTopicsException failure)
        {
            var wrong = failure.Results.TopicDescriptions.First(topic => topic.Error.IsError);
            throw new SinkException(
                wrong.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic
                    ? $"The output topic {wrong.Name} does not exist; `streaming topics` creates what is missing."
                    : $"The output topic {wrong.Name} cannot be used: {wrong.Error.Reason}",
                failure);
        }
        catch (KafkaException failure)
        {
            throw new SinkException($"No Kafka broker could be used: {(outage.Last ?? failure.Error).Reason}", failure);
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
