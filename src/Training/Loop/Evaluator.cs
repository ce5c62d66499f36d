using Streaming.Training.Data;
using Streaming.Training.Network;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Loop;

/// <summary>Runs a network over whole histories without learning.</summary>
internal sealed class Evaluator(ScoreNetwork network, IObjective objective, History history, HistoryTensors tensors)
{
    // Wide and long: without gradients memory is no matter, and each call costs alike.
    private const int Batch = 256;
    private const int Steps = 128;

    /// <summary>The raw score and the loss of every event within a period; states come from all events before it.</summary>
    public Evaluation Run(Period period, CancellationToken cancellationToken)
    {
        var scores = new float[history.Count];
        var losses = new float[history.Count];
        Array.Fill(scores, float.NaN);
        Array.Fill(losses, float.NaN);
        network.eval();
        LaneStates? carried = null;
        try
        {
            foreach (var chunk in ChunkPlan.Ordered(history.LanesUntil(period.To), history.Count, Batch, Steps))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                using var noGradient = no_grad();
                var events = tensors.Gather(chunk);
                var before = chunk.IsFirst ? null : carried?.First(chunk.Lanes);
                var withHead = Array.Exists(chunk.Rows, row => period.Contains(history.Times[row]));
                var (outputs, after) = network.Forward(events.Features, events.Categories, before, withHead);
                carried?.Dispose();
                carried = LaneStates.Carry(after);
                if (outputs is not null)
                {
                    Scatter(chunk, objective.RawScores(outputs, events).ToArray(), scores, period);
                    Scatter(chunk, objective.Losses(outputs, events).ToArray(), losses, period);
                }
            }
        }
        finally
        {
            carried?.Dispose();
            network.train();
        }

        return Evaluation.Of(history, period, scores, losses);
    }

    private void Scatter(Chunk chunk, float[] values, float[] target, Period period)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (period.Contains(history.Times[chunk.Rows[i]]))
            {
                target[chunk.Rows[i]] = values[i];
            }
        }
    }
}
