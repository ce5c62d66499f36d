using System.Globalization;
using System.Net;
using System.Text;

namespace Streaming.Training.Reporting;

/// <summary>The report as one HTML page that needs nothing beside it.</summary>
internal static class ReportPage
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:1180px;margin:2em auto;padding:0 1em;color:#1f2328}"
        + "h1{font-size:1.6em}h2{font-size:1.15em;margin:1.6em 0 .4em}section{display:flex;flex-wrap:wrap;gap:24px}"
        + "figure{margin:0}figcaption{font-weight:600}table{border-collapse:collapse}td{padding:.15em 1em .15em 0;vertical-align:top}"
        + "td:first-child{color:#59636e}svg{max-width:100%}";

    public static string Write(FitReport report)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{Text(report.Model)}</title><style>{Style}</style>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Text(report.Model)} <small>{report.ModelId}</small></h1>");
        Table(page, Summary(report));
        Section(page, "Learning", ("loss", Charts.Loss(report)), (report.FigureName, Charts.Figure(report)), ("gradient", Charts.Norms(report)));
        if (report.PrecisionRecall.Count > 0)
        {
            Section(
                page,
                "Scores of the validation period",
                ("precision and recall", Charts.PrecisionRecall(report)),
                ("ROC", Charts.Roc(report)),
                ("scores by class", Charts.Scores(report)));
        }

        if (report.Facts.Validation.Brier is not null)
        {
            Section(page, "Calibration", ("ten bins of equal count", Charts.Calibration(report)));
        }

        if (report.LagGradients.Count > 0)
        {
            Section(page, "Memory: norm of the gradient of an event's loss by the input some events before", ("gradient by lag", Charts.Lags(report)));
        }

        if (report.Importance.Count > 0)
        {
            Section(page, "Features, each dealt out anew among the events of the validation period", ("permutation importance", Charts.Importance(report)));
        }

        page.Append("<h2>Cost</h2>");
        Table(page, Costs(report.Cost));
        return page.Append("</html>\n").ToString();
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
        yield return ("training", Text($"{cost.TrainingEventsPerSecond:N0} events/s"));
        if (cost.BareLayerEventsPerSecond is { } bare)
        {
            yield return ("the framework's bare layer", Text($"{bare:N0} events/s; training runs at {cost.TrainingRatio:F2} of it"));
        }

        yield return ("scoring, one thread, waves of 256", Text($"{cost.ScoringEventsPerSecond:N0} events/s"));
        yield return ("artifact against network", Text($"scores differ by {cost.StepDifference:G3} at most"));
    }

    private static void Section(StringBuilder page, string title, params ReadOnlySpan<(string Caption, string Svg)> figures)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2><section>");
        foreach (var (caption, svg) in figures)
        {
            page.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Text(caption)}</figcaption>{svg}</figure>");
        }

        page.Append("</section>");
    }

    private static void Table(StringBuilder page, IEnumerable<(string Name, string Value)> rows)
    {
        page.Append("<table>");
        foreach (var (name, value) in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}<td>{Text(value)}");
        }

        page.Append("</table>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
