using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Streaming.Kafka;

/// <summary>librdkafka's own log lines, at a level that fits them.</summary>
internal static class ClientLog
{
    /// <summary>Writes a line of the client.</summary>
    public static void Write(ILogger logger, LogMessage line)
    {
        // One set of --kafka settings serves consumers and producers: that some do not concern this client is no news.
        if (line.Facility == "CONFWARN" && line.Message.Contains("will be ignored by this", StringComparison.Ordinal))
        {
            return;
        }

        // These repeat per broker and second what BrokerOutage says once.
        var level = line.Level switch
        {
            SyslogLevel.Emergency or SyslogLevel.Alert or SyslogLevel.Critical => LogLevel.Error,
            SyslogLevel.Error or SyslogLevel.Warning when line.Facility is not ("FAIL" or "ERROR" or "REQTMOUT") => LogLevel.Warning,
            _ => LogLevel.Debug,
        };
        logger.ClientSaid(level, line.Name, line.Facility, line.Message);
    }
}
