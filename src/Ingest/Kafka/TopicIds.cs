using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Streaming.Ingest.Kafka;

/// <summary>Asks for the id that a topic was given when it was made: another one when it was made anew under the same name.</summary>
internal static class TopicIds
{
    /// <summary>The id.</summary>
    /// <exception cref="KafkaException">The question failed.</exception>
    public static async Task<string> FindAsync(IAdminClient admin, string topic, TimeSpan timeout)
    {
        var found = await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames([topic]), new DescribeTopicsOptions { RequestTimeout = timeout });
        return found.TopicDescriptions[0].TopicId.ToString();
    }
}
