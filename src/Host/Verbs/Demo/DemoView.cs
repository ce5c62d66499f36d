using Spectre.Console;
using Streaming.Host.CommandLine;
using Streaming.Host.Reports;
using Streaming.Host.Views;
using Streaming.Inference.Reports;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Demo;

/// <summary>What a person sees while the demo runs.</summary>
internal sealed class DemoView(VerbContext context, StepModel model, string? address, Func<(PipelineReport Report, Quality Quality)> look)
{
    private readonly RecentRate _rate = new(context.Clock);

    /// <summary>Shows until told to stop.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => new LiveView(context, Draw, Line).RunAsync(cancellationToken);

    private Table Draw()
    {
        var row = Row();
        return new Table()
            .RoundedBorder()
            .Title(Markup.Escape($"streaming demo: {model.Name}, model {model.ModelId}"))
            .Caption(Markup.Escape(address is null ? "Ctrl-C stops" : $"more at {address}; Ctrl-C stops"))
            .AddColumns("events", "events/s", "p50", "p99", "cards", "alerts", "precision", "recall")
            .AddRow(row.Events, row.Rate, row.P50, row.P99, row.Cards, row.Alerts, row.Precision, row.Recall);
    }

    private string Line()
    {
        var row = Row();
        return $"{row.Events} events, {row.Rate}/s, latency p50 {row.P50} p99 {row.P99}, {row.Cards} cards, {row.Alerts} alerts, precision {row.Precision}, recall {row.Recall}";
    }

    private DemoRow Row()
    {
        var (report, quality) = look();
        return DemoRow.Of(report, quality, _rate.Of(report.Events));
    }
}
