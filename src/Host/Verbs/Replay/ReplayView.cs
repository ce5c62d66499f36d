using System.Globalization;
using Spectre.Console;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Verbs.State;
using Streaming.Host.Views;
using Streaming.Inference;
using Streaming.Ingest.Ranges;

namespace Streaming.Host.Verbs.Replay;

/// <summary>What a person sees while a topic is replayed.</summary>
internal sealed class ReplayView(VerbContext context, ReplayPlan plan, ScoringPipeline pipeline, TopicRangeSource source, TopicRangeReader reader)
{
    private readonly RecentRate _rate = new(context.Clock);

    /// <summary>Shows until the work has ended, and answers for it.</summary>
    public Task ShowWhileAsync(Task working) => new LiveView(context, Draw, Line).RunWhileAsync(working);

    private string Reached => StateTimes.Of(source.EventTime) is { } time ? PointInTime.ToText(time) : "-";

    private Table Draw()
    {
        var report = pipeline.Report();
        return new Table()
            .RoundedBorder()
            .Title(Markup.Escape($"streaming replay: {plan.Topic} to {plan.ToTopic}, replay {plan.Id}"))
            .Caption("Ctrl-C stops")
            .AddColumns("read", "event time", "published", "events/s", "keys", "alerts")
            .AddRow(
                reader.Share.ToString("0 %", CultureInfo.InvariantCulture),
                Reached,
                Count(report.Events),
                Count((long)_rate.Of(report.Events)),
                Count(report.Keys),
                Count(report.Alerts));
    }

    private string Line() => string.Create(
        CultureInfo.InvariantCulture, $"read {reader.Share:0 %}, event time {Reached}, {pipeline.Report().Events:N0} events published");

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
