using Streaming.Assessment.Metrics;
using Streaming.Training.Data;
using Streaming.Training.Network;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Loop;

/// <summary>
/// Truncated back-propagation through time over whole sequences: the state goes on from chunk to chunk, the gradient does not.
/// Ends with the weights of the best epoch in the network.
/// </summary>
internal sealed class TrainingLoop(
    ScoreNetwork network,
    IObjective objective,
    History history,
    HistoryTensors tensors,
    TeachingRows teaching,
    Period training,
    Period validation,
    LoopOptions options)
{
    private readonly Evaluator _evaluator = new(network, objective, history, tensors);

    /// <summary>Trains until the epochs are over, nothing improves any more, or somebody has had enough; then the best so far stays.</summary>
    public LoopResult Run(Action<LoopProgress> report, CancellationToken enough)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (teaching.Count == 0)
        {
            throw new TrainingException("no event of the training period teaches anything: none has a label that had matured by its end");
        }

        var random = new Random(options.Seed);
        var lanes = history.LanesUntil(training.To);
        using var best = new BestWeights(network);
        using var optimizer = optim.AdamW(network.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        var learning = new TrainingStep(network, objective, tensors, teaching, optimizer, options);
        var figures = new List<EpochFigures>();
        var (step, seen, total) = (0, 0L, 0);
        for (var epoch = 1; epoch <= options.Epochs && (options.Patience == 0 || epoch - best.Epoch <= options.Patience + (best.Epoch == 0 ? 1 : 0)); epoch++)
        {
            var chunks = ChunkPlan.Shuffled(lanes, history.Count, options.Batch, options.Chunk, random).ToList();
            total = total == 0 ? chunks.Count(chunk => Array.Exists(chunk.Rows, teaching.Contains)) * options.Epochs : total;
            var rate = new LearningRate(options.LearningRate, Math.Min(options.WarmUp, total / 10), total);
            var meter = new StepMeter(options.Clip);
            LaneStates? carried = null;
            try
            {
                for (var i = 0; i < chunks.Count && !enough.IsCancellationRequested; i++)
                {
                    foreach (var group in optimizer.ParamGroups)
                    {
                        group.LearningRate = rate.At(step);
                    }

                    step += Learn(learning, chunks[i], ref carried, meter, epoch) ? 1 : 0;
                    seen += chunks[i].Rows.Length;
                    report(new LoopProgress(epoch, options.Epochs, (i + 1.0) / chunks.Count, seen, meter.Loss, meter.Norm, null));
                }
            }
            finally
            {
                carried?.Dispose();
            }

            if (enough.IsCancellationRequested && best.Epoch > 0)
            {
                break;
            }

            // Without a best epoch yet, even what an interrupted first one has learnt is kept.
            var closed = Validate(epoch, meter, rate.At(step));
            figures.Add(closed);
            best.Offer(epoch, Worth(closed));
            report(new LoopProgress(epoch, options.Epochs, 1, seen, closed.Loss, closed.GradientNorm, closed));
            if (enough.IsCancellationRequested)
            {
                break;
            }
        }

        best.Restore();
        return new LoopResult(figures, best.Epoch, seen);
    }

    // Without patience every epoch is better than the one before. Without a fraud to find there is still the loss, and without labels the order.
    private double Worth(EpochFigures closed) =>
        options.Patience == 0 || (double.IsNaN(closed.Validation) && double.IsNaN(closed.ValidationLoss)) ? closed.Epoch
        : double.IsNaN(closed.Validation) ? -closed.ValidationLoss
        : closed.Validation;

    private static bool Learn(TrainingStep learning, Chunk chunk, ref LaneStates? carried, StepMeter meter, int epoch)
    {
        if (learning.Learn(chunk, ref carried) is not { } figures)
        {
            return false;
        }

        if (!figures.IsFinite)
        {
            throw new TrainingException(
                $"training diverged in epoch {epoch}: the loss is {figures.LossSum / figures.Events:G4} and the gradient's norm {figures.Norm:G4}; "
                + "a lower --learning-rate or --clip helps, and `streaming-train check` shows extreme values in the data");
        }

        meter.Add(figures);
        return true;
    }

    private EpochFigures Validate(int epoch, StepMeter meter, double learningRate)
    {
        // An interruption must not lose the validation that decides what is kept.
        var evaluation = _evaluator.Run(validation, CancellationToken.None);
        var loss = evaluation.MeanLoss(objective.NeedsLabels);
        var figure = objective.NeedsLabels ? Ranking.AveragePrecision(evaluation.Scores, evaluation.Labels) : -loss;
        return meter.Close(epoch, loss, figure, learningRate);
    }
}
