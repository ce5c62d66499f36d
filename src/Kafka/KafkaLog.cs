using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Streaming.Kafka;

internal static partial class KafkaLog
{
    [LoggerMessage(101, LogLevel.Warning, "Lost the brokers: {Code}, {Reason}; the client goes on trying")]
    public static partial void BrokersWentAway(this ILogger logger, ErrorCode code, string reason);

    [LoggerMessage(102, LogLevel.Information, "Reached the brokers again after {Elapsed}")]
    public static partial void BrokersCameBack(this ILogger logger, TimeSpan elapsed);

    [LoggerMessage(103, LogLevel.Information, "Tried again to {Operation} (attempt {Attempt}, after {Delay}): {Reason}")]
    public static partial void Retried(this ILogger logger, string operation, int attempt, TimeSpan delay, string? reason);

    [LoggerMessage(EventId = 104, Message = "{Client} {Facility}: {Line}")]
    public static partial void ClientSaid(this ILogger logger, LogLevel level, string client, string facility, string line);

    [LoggerMessage(105, LogLevel.Debug, "The client complained: {Code}, {Reason}")]
    public static partial void ClientComplained(this ILogger logger, ErrorCode code, string reason);
}
