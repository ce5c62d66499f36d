namespace Streaming.Host.Verbs.Load;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Rejected {File}, line {Line}: {Reason}: {Detail}; further rows with this reason are only counted")]
    public static partial void RowRejected(this ILogger logger, string file, long line, string reason, string? detail);

    [LoggerMessage(3, LogLevel.Warning,
        "The schema declares its key sensitive, and {Topic} gets it in clear, in record keys and in events, as the scorer expects its input: "
        + "guard the topic. What the scorer writes carries a HMAC in its place")]
    public static partial void KeysInClear(this ILogger logger, string topic);

    [LoggerMessage(2, LogLevel.Information, "Read {Rows} rows, {Percent} % of the files")]
    public static partial void Progressed(this ILogger logger, long rows, int percent);
}
