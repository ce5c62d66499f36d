using Confluent.Kafka;

namespace Streaming.Kafka;

/// <summary>
/// Looks topics up, a missing one being an answer like another. By plain metadata, which every broker serves (also librdkafka's mock,
/// where DescribeTopics waits for a controller that it lacks); the client must not create topics by asking.
/// </summary>
internal static class TopicLookup
{
    /// <summary>What keeps a question from creating its topic.</summary>
    public const string AutoCreation = "allow.auto.create.topics";

    /// <summary>The topics that exist, by name. The client's call blocks, so it runs on the pool.</summary>
    /// <exception cref="KafkaException">The question failed, or a topic's answer is an error other than that it is missing.</exception>
    public static Task<Dictionary<string, TopicMetadata>> FindAsync(IAdminClient admin, IReadOnlyCollection<string> names, TimeSpan timeout) =>
        Task.Run(() =>
        {
            var found = new Dictionary<string, TopicMetadata>(StringComparer.Ordinal);
            foreach (var name in names)
            {
                var topic = admin.GetMetadata(name, timeout).Topics[0];
                if (!topic.Error.IsError)
                {
                    found[name] = topic;
                }
                else if (!KafkaErrors.IsMissingTopic(topic.Error))
                {
                    throw new KafkaException(new Error(topic.Error.Code, $"{name}: {topic.Error.Reason}"));
                }
            }

            return found;
        });
}
