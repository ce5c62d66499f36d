using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Streaming.Kafka;

/// <summary>Describes topics, a missing one being an answer like another.</summary>
internal static class TopicDescriptions
{
    /// <summary>The topics that exist, by name.</summary>
    /// <exception cref="KafkaException">The question failed, or a topic's answer is an error other than that it is missing.</exception>
    public static async Task<Dictionary<string, TopicDescription>> FindAsync(IAdminClient admin, IReadOnlyCollection<string> names, TimeSpan timeout)
    {
        List<TopicDescription> topics;
        try
        {
            var found = await admin.DescribeTopicsAsync(
                TopicCollection.OfTopicNames(names), new DescribeTopicsOptions { RequestTimeout = timeout });
            topics = found.TopicDescriptions;
        }
        catch (DescribeTopicsException some)
        {
            // Thrown when any topic has an error; its own code says only that some have.
            topics = some.Results.TopicDescriptions;
        }

        var wrong = topics.Find(topic => topic.Error.IsError && !KafkaErrors.IsMissingTopic(topic.Error));
        return wrong is null
            ? topics.Where(topic => !topic.Error.IsError).ToDictionary(topic => topic.Name, StringComparer.Ordinal)
            : throw new KafkaException(new Error(wrong.Error.Code, $"{wrong.Name}: {wrong.Error.Reason}"));
    }
}
