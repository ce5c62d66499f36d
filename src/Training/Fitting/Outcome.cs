using Streaming.Assessment.Metrics;
using Streaming.Training.Facts;
using Streaming.Training.Loop;
using Streaming.Training.Network;
using Streaming.Training.Objectives;

namespace Streaming.Training.Fitting;

/// <summary>What follows from a trained network's scores of the validation period.</summary>
/// <param name="Calibration">From raw score to score.</param>
/// <param name="Scores">Calibrated scores of the validation period.</param>
/// <param name="Rule">How the threshold was chosen.</param>
/// <param name="Threshold">The cut.</param>
/// <param name="ThresholdHolds">Whether it keeps to the rule.</param>
/// <param name="Figures">How good the scores are.</param>
/// <param name="Facts">What the artifact says of all this.</param>
internal sealed record Outcome(
    Calibration Calibration, float[] Scores, ThresholdRule Rule, float Threshold, bool ThresholdHolds, ScoreFigures Figures, TrainingFacts Facts)
{
    public static Outcome Of(
        FitOptions options, FitData data, IObjective objective, ScoreNetwork network, LoopResult result, Evaluation evaluation)
    {
        var calibration = objective.Calibrate(evaluation.Scores, evaluation.Labels);
        float[] scores = [.. evaluation.Scores.Select(calibration.Apply)];
        var rule = options.Threshold ?? DefaultRule(evaluation.Labels);
        var (threshold, holds) = rule.Choose(scores, evaluation.Labels, data.Periods.Validation.Days);
        var figures = ScoreFigures.Of(scores, evaluation.Labels, threshold, objective.NeedsLabels);
        var facts = new TrainingFacts(
            options.Objective.ToString().ToLowerInvariant(),
            options.Cell.ToString().ToLowerInvariant(),
            options.Hidden,
            options.Layers,
            network.Weights().Count,
            network.Shape.FlopsPerStep(),
            Describe(options, data),
            options.Loop,
            result.Epochs.Count,
            result.BestEpoch,
            figures,
            rule.ToString(),
            Versions.All(),
            Distributions.Of(data),
            Distribution.Of("score", [.. scores]));
        return new Outcome(calibration, scores, rule, threshold, holds, figures, facts);
    }

    // As many alerts as there are frauds: precision and recall then meet. Without labels, one event in a thousand.
    private static ThresholdRule DefaultRule(sbyte[] labels)
    {
        var frauds = labels.Count(label => label == 1);
        return new ThresholdRule(ThresholdKind.AlertShare, frauds == 0 ? 0.001 : frauds / (double)labels.Length);
    }

    private static DataFacts Describe(FitOptions options, FitData data) => new(
        Times.Write(data.Periods.Training.From),
        Times.Write(data.Periods.Training.To),
        Times.Write(data.Periods.Validation.To),
        options.LabelDelay.TotalSeconds,
        data.History.Count,
        data.History.KeyCount,
        data.Teaching.Count,
        data.Teaching.Frauds,
        data.Faults.Counts);
}
