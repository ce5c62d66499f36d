using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Streaming.Kafka;

/// <summary>Asks for offsets of partitions. A partition's own error is thrown: the client's names none, so nobody could tell what may heal.</summary>
internal static class OffsetListing
{
    /// <summary>The offsets.</summary>
    /// <exception cref="KafkaException">The question failed, or a partition's answer is an error.</exception>
    public static async Task<ListOffsetsResult> AskAsync(
        IAdminClient admin, IEnumerable<TopicPartitionOffsetSpec> partitions, IsolationLevel isolation, TimeSpan timeout)
    {
        try
        {
            return await admin.ListOffsetsAsync(partitions, new ListOffsetsOptions { IsolationLevel = isolation, RequestTimeout = timeout });
        }
        catch (ListOffsetsException failure) when (failure.Result.ResultInfos.Find(info => info.TopicPartitionOffsetError.Error.IsError) is { } failed)
        {
            throw new KafkaException(failed.TopicPartitionOffsetError.Error, failure);
        }
    }
}
