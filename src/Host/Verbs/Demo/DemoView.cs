using Spectre.Console;
using Streaming.Host.CommandLine;
using Streaming.Host.Reports;
using Streaming.Inference.Reports;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Demo;

/// <summary>What a person sees while the demo runs: a live table, or a line now and then where nobody watches.</summary>
internal sealed class DemoView(VerbContext context, StepModel model, Func<(PipelineReport Report, Quality Quality)> look)
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_lineEvery = TimeSpan.FromSeconds(5);

    private readonly RecentRate _rate = new(context.Clock);

    /// <summary>Shows until told to stop.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        context.ShowsProgress ? DrawAsync(cancellationToken)
        : context.Quiet ? Task.CompletedTask
        : WriteLinesAsync(cancellationToken);

    private async Task DrawAsync(CancellationToken cancellationToken) =>
        await context.Terminal.Live.Live(Draw()).StartAsync(async live =>
        {
            while (await WaitAsync(s_redraw, cancellationToken))
            {
                live.UpdateTarget(Draw());
            }

            live.UpdateTarget(Draw());
        });

    private async Task WriteLinesAsync(CancellationToken cancellationToken)
    {
        while (await WaitAsync(s_lineEvery, cancellationToken))
        {
            var row = Row();
            await context.Terminal.Error.WriteLineAsync(
                $"{row.Events} events, {row.Rate}/s, latency p50 {row.P50} p99 {row.P99}, {row.Cards} cards, {row.Alerts} alerts, precision {row.Precision}, recall {row.Recall}");
        }
    }

    private Table Draw()
    {
        var row = Row();
        return new Table()
            .RoundedBorder()
            .Title(Markup.Escape($"streaming demo: {model.Name}, model {model.ModelId}"))
            .Caption("Ctrl-C stops")
            .AddColumns("events", "events/s", "p50", "p99", "cards", "alerts", "precision", "recall")
            .AddRow(row.Events, row.Rate, row.P50, row.P99, row.Cards, row.Alerts, row.Precision, row.Recall);
    }

    private DemoRow Row()
    {
        var (report, quality) = look();
        return DemoRow.Of(report, quality, _rate.Of(report.Events));
    }

    private async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await Task.Delay(time, context.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
