using System.Globalization;
using Streaming.Assessment.Drawing;

namespace Streaming.Training.Reporting;

/// <summary>The report as one HTML page that needs nothing beside it.</summary>
internal static class ReportPage
{
    public static string Write(FitReport report)
    {
        var page = new HtmlPage(report.Model, report.ModelId).Facts(Summary(report));
        page.Heading("Learning").Figures(
            new Figure("loss", Charts.Loss(report)), new Figure(report.FigureName, Charts.Figure(report)), new Figure("gradient", Charts.Norms(report)));
        if (report.PrecisionRecall.Count > 0)
        {
            page.Heading("Scores of the validation period").Figures(
                new Figure("precision and recall", Charts.PrecisionRecall(report)),
                new Figure("ROC", Charts.Roc(report)),
                new Figure("scores by class", Charts.Scores(report)));
        }

        if (report.Facts.Validation.Brier is not null)
        {
            page.Heading("Calibration").Figures(new Figure("ten bins of equal count", Charts.Calibration(report)));
        }

        if (report.LagGradients.Count > 0)
        {
            page.Heading("Memory", "Norm of the gradient of an event's loss by the input some events before.")
                .Figures(new Figure("gradient by lag", Charts.Lags(report)));
        }

        if (report.Importance.Count > 0)
        {
            page.Heading("Features", "Each dealt out anew among the events of the validation period.")
                .Figures(new Figure("permutation importance", Charts.Importance(report)));
        }

        return page.Heading("Cost").Facts(Costs(report.Cost)).ToString();
    }

    private static IEnumerable<(string Name, string Value)> Summary(FitReport report)
    {
        var (facts, figures) = (report.Facts, report.Facts.Validation);
        yield return ("network", Text($"{facts.Cell}, {facts.Layers} x {facts.Hidden}; objective {facts.Objective}"));
        yield return ("trained on", Text($"{facts.Data.TrainFrom} to {facts.Data.TrainTo}: {facts.Data.Teaching:N0} events, {facts.Data.Frauds:N0} frauds, {facts.Data.Keys:N0} keys"));
        yield return ("validated on", Text($"{facts.Data.TrainTo} to {facts.Data.ValidateTo}: {figures.Events:N0} events, {figures.Frauds:N0} frauds"));
        yield return ("epochs", Text($"{facts.Epochs}, the best is {facts.BestEpoch}; seed {facts.Loop.Seed}"));
        yield return ("average precision", Text($"{figures.AveragePrecision:F4}"));
        yield return ("ROC AUC", Text($"{figures.RocAuc:F4}"));
        yield return ("threshold", Text($"{report.Threshold:G5} ({facts.ThresholdRule}): precision {figures.Precision:F3}, recall {figures.Recall:F3}, {figures.Alerts:N0} alerts"));
        if (figures.Brier is { } brier)
        {
            yield return ("Brier score, calibration error", Text($"{brier:F5}, {figures.CalibrationError:F5}"));
        }
    }

    private static IEnumerable<(string Name, string Value)> Costs(CostFigures cost)
    {
        yield return ("parameters", Text($"{cost.Parameters:N0}"));
        yield return ("floating-point operations per event", Text($"{cost.FlopsPerStep:N0}"));
        yield return ("hidden state per key", Text($"{cost.StateBytesPerKey:N0} bytes"));
        yield return ("training", cost.TrainingEventsPerSecond is { } speed ? Text($"{speed:N0} events/s") : "not measured, for the data fill no batch");
        if (cost.BareLayerEventsPerSecond is { } bare)
        {
            yield return ("the framework's bare layer", Text($"{bare:N0} events/s; training runs at {cost.TrainingRatio:F2} of it"));
        }

        yield return ("scoring, one thread, waves of 256", Text($"{cost.ScoringEventsPerSecond:N0} events/s"));
        yield return ("artifact against network", Text($"scores differ by {cost.StepDifference:G3} at most"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
