using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Pacing;
using Streaming.Host.Reports;
using Streaming.Host.Verbs.Run;
using Streaming.Ingest.Files;
using Streaming.Model.Schema;
using Streaming.Sink.Events;

namespace Streaming.Host.Verbs.Load;

/// <summary>Publishes files as events.</summary>
internal static class LoadVerb
{
    private static readonly ListSetting s_files = new("--file", "FILE...", "What is read: CSV or JSON lines, also gzipped; several in the order given.");
    private static readonly Setting<string> s_schema = new("--schema", "FILE", "The feature schema, JSON: where a row's id, key and time stand.", Texts.NotEmpty);
    private static readonly Setting<Pace> s_pace = new("--pace", "PACE", "How fast: 5000/s, 10x (times faster than it happened) or max.", Pace.Parse) { Default = "max" };

    private static readonly Setting<bool> s_recordTimeIsNow = new(
        "--record-time", "event|now", "The record timestamp: the event time, or now.", Texts.OneOf(("event", false), ("now", true))) { Default = "event" };

    public static Verb Verb { get; } = new(
        "load",
        "Publish files as JSON events, keyed by the schema's key.",
        "streaming load --file transactions.csv.gz --schema schemas/transactions.json --to-topic transactions",
        [s_files, s_schema, TargetSettings.Topic, s_pace, s_recordTimeIsNow],
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var files = ExistingFiles(settings);
        var pace = settings.Get(s_pace);
        var stampNow = settings.Get(s_recordTimeIsNow);
        var kafka = settings.Get(CommonSettings.Kafka);
        var schema = FeatureSchema.Load(settings.Get(s_schema));
        var roles = new RoleReader(schema);
        using var reader = new FileRecordReader(files);
        using var publisher = await EventPublisher.OpenAsync(
            settings.Get(TargetSettings.Topic), TuningSections.Sink(settings.Configuration), kafka.Pairs, context.Clock, context.Loggers, cancellationToken);

        if (schema.Key.IsSensitive)
        {
            context.Loggers.CreateLogger<Loader>().KeysInClear(publisher.Topic);
        }

        var started = context.Clock.GetTimestamp();
        var loader = new Loader(reader, roles, publisher, new Pacer(pace, context.Clock), stampNow, context.Loggers.CreateLogger<Loader>());
        try
        {
            await LoadProgress.RunAsync(context, loader, () => loader.RunAsync(cancellationToken));
        }
        finally
        {
            // Also when a file turned out to be damaged: what was published is there.
            Write(context, loader.Report(context.Clock.GetElapsedTime(started)));
        }

        loader.ThrowIfNothingWasReadable();
        return ExitCode.Done;
    }

    private static IReadOnlyList<string> ExistingFiles(Settings settings)
    {
        var files = settings.Get(s_files);
        if (files.Count == 0)
        {
            throw new ConfigurationException("--file is required: one or more files to publish");
        }

        return files.FirstOrDefault(file => !File.Exists(file)) is { } missing
            ? throw new ConfigurationException($"--file: there is no file {missing}")
            : files;
    }

    private static void Write(VerbContext context, LoadReport report)
    {
        context.Terminal.Output.WriteLine(context.Json
            ? JsonSerializer.Serialize(report, ReportJson.Default.LoadReport)
            : FormattableString.Invariant(
                $"read {report.Rows:N0} rows: {report.Published:N0} published to {report.Topic}, {report.Rejected:N0} rejected, in {report.Seconds:0.0} s, {report.EventsPerSecond:N0}/s"));
        if (!context.Json)
        {
            foreach (var (reason, count) in report.RejectedByReason)
            {
                context.Terminal.Output.WriteLine(FormattableString.Invariant($"  {count:N0} {reason}"));
            }
        }
    }
}
