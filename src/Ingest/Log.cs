using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Streaming.Ingest;

internal static partial class Log
{
    [LoggerMessage(5, LogLevel.Information, "Was assigned {Topic} {Partitions}")]
    public static partial void Assigned(this ILogger logger, string topic, string partitions);

    [LoggerMessage(6, LogLevel.Information, "Gave up {Topic} {Partitions}")]
    public static partial void Revoked(this ILogger logger, string topic, string partitions);

    [LoggerMessage(7, LogLevel.Warning, "Lost {Topic} {Partitions} without warning: another member may own them already")]
    public static partial void Lost(this ILogger logger, string topic, string partitions);

    [LoggerMessage(8, LogLevel.Error, "Failed in the handling of a rebalance")]
    public static partial void RebalanceHandlingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Debug, "Paused {Topic}[{Partition}]: its lane is full")]
    public static partial void Paused(this ILogger logger, string topic, int partition);

    [LoggerMessage(10, LogLevel.Debug, "Resumed {Topic}[{Partition}] at offset {Offset}")]
    public static partial void Resumed(this ILogger logger, string topic, int partition, long offset);

    [LoggerMessage(11, LogLevel.Warning, "The input topic {Topic} seems to be gone: {Reason}")]
    public static partial void TopicSeemsGone(this ILogger logger, string topic, string reason);

    [LoggerMessage(12, LogLevel.Information, "The commit was refused, {Code}: the group has moved on, and the offsets follow with the next commit or are read again")]
    public static partial void CommitRefused(this ILogger logger, ErrorCode code);

    [LoggerMessage(13, LogLevel.Warning, "The client reported {Code}: {Reason}")]
    public static partial void ClientReported(this ILogger logger, ErrorCode code, string reason);

    [LoggerMessage(14, LogLevel.Warning, "Could not leave the group {Group} in order: {Reason}")]
    public static partial void LeavingFailed(this ILogger logger, string group, string reason);

    [LoggerMessage(15, LogLevel.Information, "The client delivered {Topic}[{Partition}] offset {Offset} a second time; dropped")]
    public static partial void ReadAgain(this ILogger logger, string topic, int partition, long offset);
}
