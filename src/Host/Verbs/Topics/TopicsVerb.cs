using System.Globalization;
using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Reports;
using Streaming.Host.Verbs.Run;
using Streaming.Sink.Topics;

namespace Streaming.Host.Verbs.Topics;

/// <summary>Creates the topics of an app where they are missing.</summary>
internal static class TopicsVerb
{
    private static readonly Setting<int> s_partitions = new(
        "--partitions", "N", "Partitions of topics that are created; the input's, or else the broker's default, unless set.", Texts.Integer(1, 100_000));

    private static readonly Setting<int> s_replicas = new(
        "--replicas", "N", "Replicas of topics that are created; the broker's default unless set.", Texts.Integer(1, 100));

    public static Verb Verb { get; } = new(
        "topics",
        "Create the topics that are missing, the input included; change nothing that exists. Exits 1 if an existing one differs.",
        "streaming topics --bootstrap localhost:9092 --topic transactions --partitions 4",
        [RunSettings.Topic, s_partitions, s_replicas],
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var kafka = settings.Get(CommonSettings.Kafka);
        var plans = TopicPlan.Of(
            settings.Get(CommonSettings.App), settings.Get(RunSettings.Topic), settings.FindValue(s_partitions), (short?)settings.FindValue(s_replicas));
        using var administration = new TopicAdministration(TuningSections.Sink(settings.Configuration), kafka.Pairs, context.Clock, context.Loggers);
        var outcomes = await administration.EnsureAsync(plans, cancellationToken);
        if (context.Json)
        {
            await context.Terminal.Output.WriteLineAsync(JsonSerializer.Serialize(
                new TopicsReport("topics", ProgramVersion.Text, outcomes), ReportJson.Default.TopicsReport));
        }
        else
        {
            Write(outcomes, context.Terminal.Output);
        }

        return outcomes.Any(outcome => outcome.Differences.Count > 0) ? ExitCode.Fault : ExitCode.Done;
    }

    private static void Write(IReadOnlyList<TopicOutcome> outcomes, TextWriter output)
    {
        var width = outcomes.Max(outcome => outcome.Name.Length);
        foreach (var outcome in outcomes)
        {
            var state = outcome switch
            {
                { IsNew: true } => "created",
                { Differences.Count: 0 } => "exists",
                _ => $"exists, and differs: {string.Join("; ", outcome.Differences)}",
            };
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Name.PadRight(width)}  {outcome.Partitions,4} partitions  {state}"));
        }
    }
}
