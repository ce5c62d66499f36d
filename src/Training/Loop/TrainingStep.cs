using Streaming.Training.Data;
using Streaming.Training.Network;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Loop;

/// <summary>Learns from one chunk.</summary>
internal sealed class TrainingStep(
    ScoreNetwork network, IObjective objective, HistoryTensors tensors, TeachingRows teaching, optim.Optimizer optimizer, LoopOptions options)
{
    /// <summary>Moves the states over a chunk and the weights towards what it teaches; null if it teaches nothing.</summary>
    public StepFigures? Learn(Chunk chunk, ref LaneStates? carried)
    {
        var (mask, count) = teaching.MaskOf(chunk);
        using var scope = NewDisposeScope();
        var events = tensors.Gather(chunk);
        var before = chunk.IsFirst ? null : carried?.First(chunk.Lanes);

        // History without labels to learn from still moves the states, at a third of the cost.
        using var noGradient = count == 0 ? no_grad() : null;
        var (outputs, after) = network.Forward(events.Features, events.Categories, before, withHead: count > 0);
        carried?.Dispose();
        carried = LaneStates.Carry(after);
        if (outputs is null)
        {
            return null;
        }

        var sum = (objective.Losses(outputs, events) * tensor(mask, [chunk.Steps, chunk.Lanes])).sum();

        // A mean over few events is noise; dividing by an eighth of a full chunk at least makes a small chunk a small step.
        var loss = sum / Math.Max(count, options.Batch * options.Chunk / 8.0);
        optimizer.zero_grad();
        loss.backward();
        var norm = nn.utils.clip_grad_norm_(network.parameters(), options.Clip);
        var figures = new StepFigures(sum.item<float>(), count, norm);
        if (figures.IsFinite)
        {
            optimizer.step();
        }

        return figures;
    }
}
