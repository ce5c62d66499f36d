using System.Globalization;
using System.Text.Json.Nodes;
using Streaming.Assessment.Backtests;
using Streaming.Host.CommandLine;
using Streaming.Host.Reports;
using Streaming.Inference.Reports;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>What a backtest prints: the members that every verb which scores has, and the overall figures of the first model.</summary>
internal static class BacktestReport
{
    public static void Write(BacktestOutcome outcome, StepModel model, string folder, VerbContext context)
    {
        foreach (var warning in outcome.Input.Warnings)
        {
            context.Terminal.Error.WriteLine($"warning: {warning}");
        }

        if (context.Json)
        {
            context.Terminal.Output.WriteLine(ToJson(outcome, model));
            return;
        }

        foreach (var (name, value) in Lines(outcome, folder))
        {
            context.Terminal.Output.WriteLine($"{name,-20} {value}");
        }
    }

    private static string ToJson(BacktestOutcome outcome, StepModel model)
    {
        var (input, figures) = (outcome.Input, outcome.Result.Models[0].Overall);
        var scored = input.Warm + input.Assessed;
        var seconds = outcome.Elapsed.TotalSeconds;
        var report = new RunReport(
            "backtest",
            ProgramVersion.Text,
            Math.Round(seconds, 3),
            scored + input.DeadLetters,
            scored,
            input.DeadLetters,
            outcome.Alerts,
            outcome.Keys,
            outcome.Steps,
            seconds > 0 ? Math.Round((scored + input.DeadLetters) / seconds, 1) : 0,
            new LatencyReport(null, null, null, null),
            model.ModelId,
            model.StateId)
        {
            Quality = new Quality(figures.Precision, figures.Recall),
        };
        var node = JsonNode.Parse(RunReportWriter.ToJson(report))?.AsObject() ?? [];
        node["assessed"] = input.Assessed;
        node["warm"] = input.Warm;
        node["outside"] = input.Outside;
        node["rocAuc"] = figures.RocAuc;
        node["averagePrecision"] = figures.AveragePrecision;
        node["cardPrecisionAt100"] = figures.CardPrecisionAt100;
        return node.ToJsonString();
    }

    private static IEnumerable<(string Name, string Value)> Lines(BacktestOutcome outcome, string folder)
    {
        var input = outcome.Input;
        yield return ("records", Text($"{input.Records:N0} in {outcome.Elapsed.TotalSeconds:0.0} s, {input.Records / Math.Max(0.001, outcome.Elapsed.TotalSeconds):N0}/s"));
        yield return ("assessed", Text($"{input.Assessed:N0} ({input.Warm:N0} to warm up, {input.Outside:N0} outside the range)"));
        yield return ("dead letters", Text($"{input.DeadLetters:N0}"));
        foreach (var model in outcome.Result.Models)
        {
            foreach (var line in Figures(model))
            {
                yield return line;
            }
        }

        yield return ("report", Path.Combine(folder, "report.html"));
    }

    private static IEnumerable<(string Name, string Value)> Figures(ModelResult result)
    {
        var figures = result.Overall;
        yield return (result.Model.Name, $"{result.Model.ModelId}, threshold {result.Model.Threshold.ToString("G4", CultureInfo.InvariantCulture)}");
        yield return ("  ROC AUC", Figure(figures.RocAuc));
        yield return ("  average precision", Figure(figures.AveragePrecision));
        yield return ("  card prec.@100", Figure(figures.CardPrecisionAt100));
        yield return ("  precision, recall", Text($"{Figure(figures.Precision)}, {Figure(figures.Recall)} with {figures.Alerts:N0} alerts ({figures.AlertsPerDay:0.0} a day)"));
    }

    private static string Figure(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "- (not defined)";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
