using System.Text.Json;
using Streaming.Assessment.Drawing;
using Streaming.Assessment.Metrics;
using Streaming.Training.Facts;
using Streaming.Training.Fitting;
using Streaming.Training.Loop;
using Streaming.Training.Network;
using Streaming.Training.Objectives;

namespace Streaming.Training.Reporting;

/// <summary>Measures what the report shows beyond the training itself, and writes it.</summary>
internal sealed class ReportBuilder(FitOptions options, FitData data, IObjective objective, FitDisplay display, TimeProvider time)
{
    // Importance runs the network once per feature: whole histories of some keys tell as much as those of all.
    private const int SampleEvents = 150_000;

    /// <summary>Writes <c>report.html</c> and <c>report.json</c>.</summary>
    public void Write(
        string folder, string modelId, ScoreNetwork network, LoopResult result, Evaluation evaluation, Outcome outcome, double stepDifference, double scoringSpeed)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var sample = data.History.Of(data.History.SampleKeys(SampleEvents, options.Loop.Seed));
        var importance = display.Track(
            "importance", bar => new Importances(network, objective, data.Schema, sample, data.Periods.Validation, options.Loop.Seed).Measure(bar));
        var (training, bare) = display.Track(
            "speed", _ => new TrainingSpeed(network.Shape, objective, sample, options.Loop, time).Measure());
        var curve = RankingCurve.Of(outcome.Scores, evaluation.Labels);
        var report = new FitReport(
            Path.GetFileNameWithoutExtension(options.Out),
            modelId,
            outcome.Threshold,
            objective.FigureName,
            outcome.Facts,
            result.Epochs,
            ScoreCurves.PrecisionRecall(curve),
            ScoreCurves.Roc(curve),
            ScoreCurves.Histogram(outcome.Scores, evaluation.Labels, 0),
            ScoreCurves.Histogram(outcome.Scores, evaluation.Labels, 1),
            Reliability.Of(outcome.Scores, evaluation.Labels),
            LagGradients.Of(network, objective, sample, options.Loop.Seed),
            importance,
            new CostFigures(
                outcome.Facts.Parameters,
                outcome.Facts.FlopsPerStep,
                network.Shape.Cell.StateLength * sizeof(float),
                training is { } speed ? Math.Round(speed) : null,
                bare is { } alone ? Math.Round(alone) : null,
                training / bare is { } ratio ? Math.Round(ratio, 3) : null,
                Math.Round(scoringSpeed),
                stepDifference));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "report.html"), ReportPage.Write(report));
        File.WriteAllText(Path.Combine(folder, "report.json"), JsonSerializer.Serialize(report, FactsJson.Default.FitReport));
    }
}
