using System.Globalization;
using System.Text.Json;
using Streaming.Assessment.Metrics;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Reports;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Threshold;

/// <summary>Chooses a model's threshold by a backtest, and writes it into a copy of the model.</summary>
internal static class ThresholdVerb
{
    private static readonly Setting<string> s_backtest = new("--backtest", "DIR", "What a backtest of the model wrote.", Texts.NotEmpty);
    private static readonly Setting<string> s_model = new("--model", "FILE", "The model; it stays as it is.", Texts.NotEmpty);
    private static readonly Setting<string> s_out = new("--out", "FILE", "The copy with the threshold; replaced if it exists.", Texts.NotEmpty);

    private static readonly Setting<double> s_alerts = new(
        "--alerts-per-day", "N", "The lowest threshold with at most so many alerts a day.", Positive);

    private static readonly Setting<float> s_precision = new(
        "--precision", "P", "The lowest threshold with at least such a share of frauds among the alerts, 0 to 1.", Texts.Share);

    public static Verb Verb { get; } = new(
        "threshold",
        "Choose a threshold by a backtest, for so many alerts a day or a precision, and write it into a copy of the model.",
        "streaming threshold --backtest backtest --model models/card-gru.onnx --out card-gru-50.onnx --alerts-per-day 50",
        [s_backtest, s_model, s_out, s_alerts, s_precision],
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var (alerts, precision) = (settings.FindValue(s_alerts), settings.FindValue(s_precision));
        if (alerts is null == precision is null)
        {
            throw new ConfigurationException("either --alerts-per-day or --precision is required: what the threshold is to keep to");
        }

        var (folder, path, target) = (settings.Get(s_backtest), settings.Get(s_model), settings.Get(s_out));
        using var model = StepModel.Load(path);
        var scores = BacktestScores.Read(folder, model.StateId, cancellationToken);
        var rule = alerts is { } budget ? new ThresholdRule(ThresholdKind.AlertsPerDay, budget) : new ThresholdRule(ThresholdKind.Precision, precision ?? 0);
        var chosen = Choose(rule, scores);
        var written = ModelPacker.CopyWithThreshold(path, target, chosen);
        await context.Terminal.Output.WriteLineAsync(Describe(context.Json, Report(scores, chosen, model, written), target));
        return ExitCode.Done;
    }

    private static float Choose(ThresholdRule rule, BacktestScores scores)
    {
        if (rule.Kind == ThresholdKind.Precision && !scores.Labels.Contains((sbyte)1))
        {
            throw new ConfigurationException("--precision: no event of the backtest is labelled as fraud");
        }

        var (threshold, holds) = rule.Choose(scores.Scores, scores.Labels, scores.Days);
        return holds
            ? threshold
            : throw new ConfigurationException(rule.Kind == ThresholdKind.Precision
                ? $"--precision: no threshold reaches it; the best is {RankingCurve.Of(scores.Scores, scores.Labels).At(threshold).Precision.ToString("0.000", CultureInfo.InvariantCulture)}, at {threshold.ToString("R", CultureInfo.InvariantCulture)}"
                : "--alerts-per-day: so many events share the highest score that every threshold with an alert has more");
    }

    private static ThresholdReport Report(BacktestScores scores, float threshold, StepModel former, ModelInspection written)
    {
        var curve = RankingCurve.Of(scores.Scores, scores.Labels);
        var at = curve.At(threshold);
        var alerts = scores.Scores.Count(score => score >= threshold);
        return new ThresholdReport(
            "threshold",
            ProgramVersion.Text,
            threshold,
            former.Threshold,
            alerts,
            alerts / (double)scores.Days,
            at.Frauds,
            at.Alerts > 0 ? at.Precision : null,
            curve.Frauds > 0 ? at.Frauds / (double)curve.Frauds : null,
            scores.Scores.Length,
            scores.Days,
            written.ModelId,
            written.StateId);
    }

    private static string Describe(bool json, ThresholdReport report, string target) => json
        ? JsonSerializer.Serialize(report, ReportJson.Default.ThresholdReport)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"threshold {report.Threshold:R} (was {report.FormerThreshold:R})\nwould have made {report.Alerts:N0} alerts of {report.Events:N0} events, {report.AlertsPerDay:0.0} a day: {report.Frauds:N0} frauds, precision {Share(report.Precision)}, recall {Share(report.Recall)}\nwrote {target}: model {report.ModelId}, state {report.StateId} as before");

    private static string Share(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "not defined";

    private static double Positive(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new FormatException($"expected a number above 0, found '{text}'");
}
