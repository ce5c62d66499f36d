using Confluent.Kafka;
using Streaming.Inference.Ports;
using Streaming.Ingest;
using Streaming.Ingest.Files;
using Streaming.Ingest.Kafka;
using Streaming.Model.Artifact;
using Streaming.Sink;

namespace Streaming.Host.CommandLine;

/// <summary>The one place that turns an exception into an exit code.</summary>
internal static class ExitCodes
{
    /// <summary>The exit code that a failure ends the program with.</summary>
    public static ExitCode Of(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [var only] } => Of(only),
        ConfigurationException or KafkaSettingsException => ExitCode.Usage,
        ModelException => ExitCode.BadModel,
        FencedException => ExitCode.Fenced,
        StateRefusedException => ExitCode.Refused,
        OperationCanceledException => ExitCode.Interrupted,
        _ => ExitCode.Fault,
    };

    /// <summary>Whether a failure is a defect of ours, whose stack a maintainer wants, rather than trouble outside.</summary>
    public static bool IsDefect(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [var only] } => IsDefect(only),
        ConfigurationException or KafkaSettingsException or ModelException or OperationCanceledException or TimeoutException => false,
        IOException or UnauthorizedAccessException or FileFormatException or KafkaException or IngestException or SinkException => false,
        FencedException or StateRefusedException => false,
        _ => true,
    };

    /// <summary>The failure in one line: its message and, where they add something, those of its causes.</summary>
    public static string Reason(Exception failure)
    {
        if (failure is OperationCanceledException)
        {
            return "interrupted";
        }

        if (failure is AggregateException { InnerExceptions: [var only] })
        {
            return Reason(only);
        }

        var reason = failure.Message;
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (!reason.Contains(cause.Message, StringComparison.Ordinal))
            {
                reason += $" ({cause.Message})";
            }
        }

        return reason.ReplaceLineEndings(" ");
    }
}
