using System.Globalization;
using Spectre.Console;
using Streaming.Host.CommandLine;
using Streaming.Host.Views;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Run;

/// <summary>What a person sees on a terminal while a topic is scored; elsewhere the log and the metrics say it.</summary>
internal sealed class RunView(VerbContext context, RunPlan plan, StepModel model, ScoringRun run)
{
    private readonly RecentRate _rate = new(context.Clock);

    /// <summary>Shows until the work has ended, and answers for it.</summary>
    public Task ShowWhileAsync(Task working) => new LiveView(context, Draw, line: null).RunWhileAsync(working);

    private Table Draw()
    {
        var report = run.Report();
        var restore = run.Restore();
        return new Table()
            .RoundedBorder()
            .Title(Markup.Escape($"streaming run: {plan.Ingest.Topic} with {model.Name}, model {model.ModelId}"))
            .Caption("Ctrl-C drains and stops")
            .AddColumns("partitions", "restoring", "events", "events/s", "p50", "p99", "keys", "alerts", "dead letters")
            .AddRow(
                Count(restore.Open) + (restore.Refused > 0 ? $" ({Count(restore.Refused)} refused)" : ""),
                restore.Restoring == 0 ? "-" : $"{Count(restore.Restoring)} ({Count(restore.Records)} records)",
                Count(report.Events),
                Count((long)_rate.Of(report.Events)),
                Milliseconds(report.Latency.P50),
                Milliseconds(report.Latency.P99),
                Count(report.Keys),
                Count(report.Alerts),
                Count(report.DeadLetters));
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? time) => time is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms") : "-";
}
