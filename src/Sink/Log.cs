using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Streaming.Sink;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Topic} has {Found} partitions, its input {Expected}: scores go there by their key's hash instead of the input's partition number")]
    public static partial void PartitionCountsDiffer(this ILogger logger, string topic, int found, int expected);

    [LoggerMessage(2, LogLevel.Warning, "Waiting for the producer's full queue: the brokers take less than is scored")]
    public static partial void QueueIsFull(this ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Created the topic {Topic} with {Partitions} partitions")]
    public static partial void TopicCreated(this ILogger logger, string topic, int partitions);

    [LoggerMessage(4, LogLevel.Warning, "A dead letter did not fit {Topic} and was sent without payload")]
    public static partial void DeadLetterStripped(this ILogger logger, string topic);

    [LoggerMessage(5, LogLevel.Debug, "Could not read the size limit of {Topic}: {Reason}")]
    public static partial void SizeLimitUnknown(this ILogger logger, string topic, string reason);

    [LoggerMessage(6, LogLevel.Error, "The producer failed for good: {Code}, {Reason}")]
    public static partial void ProducerFailed(this ILogger logger, ErrorCode code, string reason);

    [LoggerMessage(7, LogLevel.Warning, "A producer under the transactional id {TransactionalId} could not be initialized, another follows: {Reason}")]
    public static partial void InitializationFailed(this ILogger logger, string transactionalId, string reason);

    [LoggerMessage(8, LogLevel.Warning, "A transaction of {TransactionalId} could not be aborted, a new producer settles it: {Reason}")]
    public static partial void AbortFailed(this ILogger logger, string transactionalId, string reason);

    [LoggerMessage(9, LogLevel.Debug, "A transactional call is repeated as the client asks: {Reason}")]
    public static partial void TransactionCallRepeated(this ILogger logger, string reason);
}
