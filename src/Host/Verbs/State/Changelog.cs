using System.Runtime.CompilerServices;
using Streaming.Host.CommandLine;
using Streaming.Host.Verbs.Run;
using Streaming.Inference.Changelogs;
using Streaming.Ingest.Changelog;
using Streaming.Sink.Changelogs;

namespace Streaming.Host.Verbs.State;

/// <summary>The changelog of the app.</summary>
internal static class Changelog
{
    // As the brokers end a transaction that was left open, and a little.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>Its topic.</summary>
    public static string TopicOf(Settings settings) => $"{settings.Get(CommonSettings.App)}.changelog";

    /// <summary>Reads it, partition by partition: memory holds one partition at a time.</summary>
    /// <param name="context">The verb's.</param>
    /// <param name="key">The only key whose states are wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<ChangelogContents> ReadAsync(
        VerbContext context, byte[]? key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        using var scanner = new ChangelogScanner(
            TopicOf(settings),
            TuningSections.Ingest(settings.Configuration),
            settings.Get(CommonSettings.Kafka),
            Patience,
            context.Clock,
            context.Loggers);
        var partitions = await scanner.CountPartitionsAsync(cancellationToken);
        for (var partition = 0; partition < partitions; partition++)
        {
            var contents = new ChangelogContents(partition, key);
            await scanner.ReadAsync(partition, contents.Take, cancellationToken);
            if (contents.Damaged > 0)
            {
                context.Loggers.CreateLogger(typeof(Changelog)).DamagedRecords(TopicOf(settings), partition, contents.Damaged);
            }

            yield return contents;
        }
    }

    /// <summary>Opens it for writing.</summary>
    public static Task<ChangelogWriter> OpenWriterAsync(VerbContext context, CancellationToken cancellationToken) => ChangelogWriter.OpenAsync(
        TopicOf(context.Settings),
        TuningSections.Sink(context.Settings.Configuration),
        context.Settings.Get(CommonSettings.Kafka).Pairs,
        context.Clock,
        context.Loggers,
        cancellationToken);
}
