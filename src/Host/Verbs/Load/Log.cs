namespace Streaming.Host.Verbs.Load;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Rejected {File}, line {Line}: {Reason}: {Detail}; further rows with this reason are only counted")]
    public static partial void RowRejected(this ILogger logger, string file, long line, string reason, string? detail);

    [LoggerMessage(2, LogLevel.Information, "Read {Rows} rows, {Percent} % of the files")]
    public static partial void Progressed(this ILogger logger, long rows, int percent);
}
