using System.Globalization;
using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Reports;
using Streaming.Host.Verbs.Run;
using Streaming.Ingest.Generator;
using Streaming.Sink.Events;

namespace Streaming.Host.Verbs.Generate;

/// <summary>Makes labelled transactions.</summary>
internal static class GenerateVerb
{
    private static readonly Setting<double> s_days = new("--days", "N", "Days of event time.", Days) { Default = "30" };
    private static readonly Setting<string> s_topic = new("--to-topic", "TOPIC", "The topic that they are published to.", Texts.TopicName);

    private static readonly Setting<string> s_out = new(
        "--out", "FILE", "The file that they are written to: .csv or .jsonl, also with .gz behind it.", Texts.NotEmpty);

    public static Verb Verb { get; } = new(
        "generate",
        "Make labelled card transactions, with frauds that only a card's history reveals.",
        "streaming generate --cards 1000 --days 7 --out transactions.csv.gz",
        [GeneratorSettings.Cards, s_days, GeneratorSettings.Seed, s_topic, s_out],
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var (topic, file) = (settings.Find(s_topic), settings.Find(s_out));
        var options = new GeneratorOptions
        {
            Cards = settings.Get(GeneratorSettings.Cards),
            Seed = settings.Get(GeneratorSettings.Seed),
            Days = settings.Get(s_days),
        };
        var started = context.Clock.GetTimestamp();
        var (events, frauds) = (topic, file) switch
        {
            (null, { } path) => ToFile(options, path, cancellationToken),
            ({ } name, null) => await ToTopicAsync(options, name, context, cancellationToken),
            _ => throw new ConfigurationException("expected either --to-topic or --out"),
        };
        var seconds = context.Clock.GetElapsedTime(started).TotalSeconds;
        var report = new GenerateReport("generate", ProgramVersion.Text, Math.Round(seconds, 3), events, frauds, options.Cards, file ?? topic ?? "");
        await context.Terminal.Output.WriteLineAsync(context.Json
            ? JsonSerializer.Serialize(report, ReportJson.Default.GenerateReport)
            : string.Create(
                CultureInfo.InvariantCulture, $"{events:N0} transactions of {options.Cards:N0} cards, {frauds:N0} of them fraud, to {report.Target} in {seconds:0.0} s"));
        return ExitCode.Done;
    }

    private static (long Events, long Frauds) ToFile(GeneratorOptions options, string path, CancellationToken cancellationToken)
    {
        // Beside the target and renamed at the end: nobody reads half a file.
        var part = Path.Combine(Path.GetDirectoryName(path) ?? "", $".part-{Path.GetFileName(path)}");
        try
        {
            long events = 0, frauds = 0;
            using (var target = Open(part))
            {
                foreach (var transaction in new TransactionGenerator(options).Rest())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    target.Write(transaction);
                    events++;
                    frauds += transaction.IsFraud ? 1 : 0;
                }
            }

            File.Move(part, path, overwrite: true);
            return (events, frauds);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static TransactionFile Open(string path)
    {
        try
        {
            return new TransactionFile(path);
        }
        catch (ArgumentException)
        {
            // The reason names a file that is not the user's.
            throw new ConfigurationException("--out: expected a file name that ends in .csv or .jsonl, or in one of them and .gz");
        }
    }

    private static async Task<(long Events, long Frauds)> ToTopicAsync(
        GeneratorOptions options, string topic, VerbContext context, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        using var publisher = await EventPublisher.OpenAsync(
            topic,
            TuningSections.Sink(settings.Configuration),
            settings.Get(CommonSettings.Kafka).Pairs,
            context.Clock,
            context.Loggers,
            cancellationToken);
        long frauds = 0;
        var writer = new TransactionWriter(publisher);
        foreach (var transaction in new TransactionGenerator(options).Rest())
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            await writer.PublishAsync(transaction, transaction.EventTime);
            frauds += transaction.IsFraud ? 1 : 0;
        }

        await publisher.FlushAsync(CancellationToken.None);
        return (publisher.Delivered, frauds);
    }

    private static double Days(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days is >= 0.001 and <= 100_000
            ? days
            : throw new FormatException($"expected a number from 0.001 to 100000, found '{text}'");
}
