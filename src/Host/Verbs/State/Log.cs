namespace Streaming.Host.Verbs.State;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Count} records of {Topic}[{Partition}] are of no known form and were left alone")]
    public static partial void DamagedRecords(this ILogger logger, string topic, int partition, long count);
}
