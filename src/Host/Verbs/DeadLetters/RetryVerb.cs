using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.Reports;
using Streaming.Sink.DeadLetters;

namespace Streaming.Host.Verbs.DeadLetters;

/// <summary>Sends the records behind dead letters again.</summary>
internal static class RetryVerb
{
    public static Verb Verb { get; } = new(
        "retry",
        "Publish the records behind dead letters to their topic again, as new records. A record that is not to be had whole is left out.",
        "streaming dead-letters retry --reason step-failed --from 2026-01-01T12:00Z",
        LetterFilter.Settings,
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var filter = new LetterFilter(context.Settings);
        using var reader = DeadLetterTopic.Open(context);
        using var retry = new DeadLetterRetry(
            DeadLetterTopic.Options(context.Settings), context.Settings.Get(CommonSettings.Kafka).Pairs, context.Clock, context.Loggers);
        long published = 0, gone = 0;
        try
        {
            foreach (var letter in await filter.ReadAsync(reader, cancellationToken))
            {
                if (await retry.RetryAsync(letter, cancellationToken))
                {
                    published++;
                }
                else
                {
                    gone++;
                }
            }
        }
        finally
        {
            await retry.FlushAsync(CancellationToken.None);
        }

        await context.Terminal.Output.WriteLineAsync(context.Json
            ? JsonSerializer.Serialize(new RetryReport("dead-letters retry", ProgramVersion.Text, published, gone), ReportJson.Default.RetryReport)
            : FormattableString.Invariant($"{published:N0} published again, {gone:N0} not to be had whole"));
        return ExitCode.Done;
    }
}
