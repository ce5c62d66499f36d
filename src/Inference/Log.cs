using Microsoft.Extensions.Logging;

namespace Streaming.Inference;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Opened {Topic}[{Partition}] at offset {Offset} with empty key states: there is no changelog")]
    public static partial void OpenedCold(this ILogger logger, string topic, int partition, long offset);

    [LoggerMessage(2, LogLevel.Information, "Closed {Topic}[{Partition}], committed at offset {Offset}")]
    public static partial void Closed(this ILogger logger, string topic, int partition, long? offset);

    [LoggerMessage(3, LogLevel.Warning, "Lost {Topic}[{Partition}]: what was not committed is dropped, its new owner reads it again")]
    public static partial void Lost(this ILogger logger, string topic, int partition);

    [LoggerMessage(4, LogLevel.Error, "The last {Records} records yielded no score; commonest reason {Reason} ({Count} times), for example {Topic}[{Partition}] offset {Offset}: {Detail}")]
    public static partial void NothingScored(
        this ILogger logger, int records, string reason, int count, string topic, int partition, long offset, string? detail);

    [LoggerMessage(5, LogLevel.Warning, "Could not commit offsets; the next checkpoint commits them again")]
    public static partial void CommitRefused(this ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "The committed offset {Committed} of {Topic}[{Partition}] lies below the log's start: records up to {Start} are gone, unscored")]
    public static partial void RecordsGone(this ILogger logger, long committed, string topic, int partition, long start);

    [LoggerMessage(7, LogLevel.Warning, "Partitions went away before they were drained: {Budget} were not enough. Their new owner scores the rest again")]
    public static partial void DrainCutShort(this ILogger logger, TimeSpan budget);

    [LoggerMessage(8, LogLevel.Error, "{Part} failed: all of the pipeline ends")]
    public static partial void Failed(this ILogger logger, Exception exception, string part);

    [LoggerMessage(9, LogLevel.Information, "Stopped fetching; draining {Lanes} lanes")]
    public static partial void Draining(this ILogger logger, int lanes);
}
