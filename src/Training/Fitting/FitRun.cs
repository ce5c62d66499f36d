using System.Text.Json;
using Streaming.Model.Artifact;
using Streaming.Model.Schema;
using Streaming.Training.Data;
using Streaming.Training.Export;
using Streaming.Training.Facts;
using Streaming.Training.Inputs;
using Streaming.Training.Loop;
using Streaming.Training.Network;
using Streaming.Training.Reporting;
using TorchSharp;

namespace Streaming.Training.Fitting;

/// <summary>From history to an artifact.</summary>
internal sealed class FitRun(FitOptions asked, HistoryInput input, FitDisplay display, TimeProvider time)
{
    /// <summary>Trains and writes the artifact; interrupted, it writes the best there is by then.</summary>
    public FitSummary Run(CancellationToken enough)
    {
        var started = time.GetTimestamp();
        if (NativeTorch.IsMissing(out var problem))
        {
            throw new TrainingException(problem);
        }

        var data = Prepare();
        var options = asked with
        {
            Loop = LoopSize.Fill(
                asked.Loop,
                asked.Batch,
                asked.Epochs,
                asked.Patience,
                data.History.LanesUntil(data.Periods.Training.To),
                data.History.Count,
                data.Teaching),
        };
        torch.set_num_threads(options.Threads);
        torch.manual_seed(options.Loop.Seed);
        var objective = data.Objective(options);
        using var network = new ScoreNetwork(data.Shape(options, objective), options.Loop.Dropout);
        objective.Begin(network.Head);
        using var tensors = new HistoryTensors(data.History);
        display.Say($"{options.Cell} {options.Layers} x {options.Hidden}, {network.Weights().Count:N0} parameters; {data.Teaching.Count:N0} events teach, {data.Teaching.Frauds:N0} of them frauds");

        var loop = new TrainingLoop(
            network, objective, data.History, tensors, data.Teaching, data.Periods.Training, data.Periods.Validation, options.Loop);
        var loopStarted = time.GetTimestamp();
        var result = display.Track("training", bar => loop.Run(progress => display.Show(progress, objective.FigureName, bar), enough));
        var speed = result.Events / time.GetElapsedTime(loopStarted).TotalSeconds;

        var evaluation = new Evaluator(network, objective, data.History, tensors).Run(data.Periods.Validation, CancellationToken.None);
        var outcome = Outcome.Of(options, data, objective, network, result, evaluation);
        if (!outcome.ThresholdHolds)
        {
            display.Warn($"no threshold keeps to {outcome.Rule} on the validation period; the nearest one was taken");
        }

        ModelFile.Write(
            options.Out,
            outcome.Calibration.Write(network.Shape, network.Weights()),
            new ArtifactMetadata(
                System.Text.Encoding.UTF8.GetString(data.Schema.Canonical),
                Path.GetFileNameWithoutExtension(options.Out),
                outcome.Threshold,
                options.Cell.ToString().ToLowerInvariant(),
                JsonSerializer.Serialize(outcome.Facts, FactsJson.Default.TrainingFacts)));
        var (difference, scoringSpeed) = ArtifactProof.Run(options.Out, data.History, evaluation, outcome.Scores, time);
        var modelId = Artifacts.ModelId(options.Out);
        if (options.Report is { } folder)
        {
            new ReportBuilder(options, data, objective, display, time)
                .Write(folder, modelId, network, result, evaluation, outcome, difference, scoringSpeed);
        }

        return new FitSummary(
            "fit",
            Versions.Program,
            Math.Round(time.GetElapsedTime(started).TotalSeconds, 3),
            options.Out,
            new FileInfo(options.Out).Length,
            modelId,
            outcome.Threshold,
            data.History.Count,
            data.Faults.Total,
            result.Epochs.Count,
            result.BestEpoch,
            Math.Round(speed),
            Math.Round(scoringSpeed),
            difference,
            outcome.Figures);
    }

    private FitData Prepare()
    {
        var source = new HistorySource(input, display);
        var declared = FeatureSchema.Load(asked.Schema);
        if (asked.Objective == ObjectiveKind.Fraud && declared.Label is null)
        {
            throw new ModelException(
                $"{asked.Schema}: expected a schema that names the label, found none; --objective surprise learns without labels");
        }

        var periods = Periods.IsComplete(asked) ? Periods.Of(asked, 0, 0) : PeriodsOf(source.Span(declared));
        var schema = source.FitSchema(declared, periods.Training);
        var (history, faults, timesBack) = source.Read(schema, periods.Validation.To);
        if (faults.Total > 0)
        {
            display.Warn("left out: " + faults.Describe());
        }

        if (timesBack > 0)
        {
            display.Warn($"{timesBack:N0} events come after a later one of their key; they were put in the order of event time");
        }

        var teaching = new TeachingRows(
            history, periods.Training, asked.LabelDelay.Ticks / 10, asked.Objective == ObjectiveKind.Fraud);
        var data = new FitData(schema, periods, history, faults, teaching);
        Require.EnoughToLearn(data, asked, display);
        return data;
    }

    private Periods PeriodsOf((long First, long Last) span) => Periods.Of(asked, span.First, span.Last);
}
