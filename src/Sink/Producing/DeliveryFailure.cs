using Confluent.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>What a failed delivery is called.</summary>
internal static class DeliveryFailure
{
    /// <summary>The exception for a record that a topic did not take.</summary>
    public static SinkException Of(string topic, Error error) => new(error.Code switch
    {
        ErrorCode.Local_UnknownTopic or ErrorCode.UnknownTopicOrPart or ErrorCode.UnknownTopicId or ErrorCode.Local_UnknownPartition =>
            $"The topic {topic} (or a partition of it) does not exist any more: nothing can be delivered to it.",
        ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed =>
            $"Writing to the topic {topic} is not allowed: {error.Reason}",
        _ => $"Delivering to the topic {topic} failed: {error.Code}, {error.Reason}",
    });
}
