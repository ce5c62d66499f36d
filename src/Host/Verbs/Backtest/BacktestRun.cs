using Streaming.Assessment.Backtests;
using Streaming.Assessment.Backtests.Reports;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Inference.Histories;
using Streaming.Inference.Ports;
using Streaming.Ingest.Files;
using Streaming.Model.Artifact;
using Streaming.Sink.Files;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>One backtest: scores the history, judges the scores, writes what was found.</summary>
internal sealed class BacktestRun(BacktestPlan plan, IReadOnlyList<StepModel> models, VerbContext context)
{
    private const string PageName = "report.html";

    /// <summary>Runs it; answers what happened.</summary>
    public async Task<BacktestOutcome> RunAsync(IRecordHistory history, LabelBook? labels, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(plan.Out);
        var started = context.Clock.GetTimestamp();
        await using var file = await ScoreFile.CreateAsync(plan.Out, plan.Scores, models.Count, cancellationToken);
        var collector = new EventCollector(plan, [.. models.Select(model => model.Threshold)], labels, file);
        using var pipeline = new HistoryPipeline(models, plan.Inference, plan.Range, context.Clock, TaskScheduler.Default);
        await BacktestProgress.WatchAsync(context, pipeline.RunAsync(history, collector.TakeAsync, cancellationToken), history, collector);
        await file.CompleteAsync(cancellationToken);

        var immature = plan.LabelDelay > TimeSpan.Zero && collector.Events.Count > 0
            ? collector.Events.ForgetLabelsFrom(collector.Last - Microseconds(plan.LabelDelay))
            : 0;
        var result = Judge(collector);
        var input = InputSummary.Of(plan, collector, labels, immature, history as FileHistory);
        var metrics = Task.Run(() => MetricsFile.Write(plan, result, input), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(plan.Out, PageName), BacktestPage.Write(new BacktestData(
            input,
            collector.Events,
            result,
            collector.Missed,
            collector.FalseAlarms,
            plan.Segment,
            plan.DropKnownCompromised is { } delay ? Duration.ToText(delay) : null)), cancellationToken);
        await metrics;
        return new BacktestOutcome(result, input, collector.Alerts, pipeline.Keys, pipeline.Steps, context.Clock.GetElapsedTime(started));
    }

    private BacktestResult Judge(EventCollector collector)
    {
        var from = plan.From ?? plan.WarmFrom ?? (collector.Events.Count > 0 ? collector.First : 0);
        KnownCompromised? filter = null;
        if (plan.DropKnownCompromised is { } delay)
        {
            filter = new KnownCompromised(Microseconds(delay), from);
            foreach (var (key, time) in collector.Frauds)
            {
                filter.Add(key, time);
            }
        }

        return new Assessor(
            collector.Events,
            [.. models.Select(model => new AssessedModel(model.Name, model.ModelId, model.StateId, model.Threshold))],
            new AssessmentOptions(ScoredEvents.DayOf(from), plan.Segment is not null, plan.BootstrapSamples, filter)).Assess();
    }

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
