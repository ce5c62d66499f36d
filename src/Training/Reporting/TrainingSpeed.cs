using Streaming.Training.Cells;
using Streaming.Training.Data;
using Streaming.Training.Loop;
using Streaming.Training.Network;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Reporting;

/// <summary>Whole training steps against the framework's bare recurrent layer over the same tensors, taking turns in one run.</summary>
internal sealed class TrainingSpeed(NetworkShape shape, IObjective objective, History history, LoopOptions options, TimeProvider time)
{
    private const int Chunks = 60;
    private const int WarmUp = 10;

    /// <summary>Events per second of training (null where not one batch is full), and of the bare layer (null without memory, too).</summary>
    public (double? Training, double? Bare) Measure()
    {
        using var tensors = new HistoryTensors(history);
        var chunks = ChunkPlan.Shuffled(history.LanesUntil(long.MaxValue), history.Count, options.Batch, options.Chunk, new Random(options.Seed))
            .Where(chunk => chunk.Lanes == options.Batch && chunk.Steps == options.Chunk)
            .Take(Chunks)
            .Select(chunk => chunk with { IsFirst = true })
            .ToArray();
        if (chunks.Length == 0)
        {
            return (null, null);
        }

        using var network = new ScoreNetwork(shape, options.Dropout);
        objective.Begin(network.Head);
        using var optimizer = optim.AdamW(network.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        using var bare = shape.Cell.Kind == CellKind.None ? null : new RecurrentLayers(shape.Cell);
        var all = new TeachingRows(history, new Period(long.MinValue, long.MaxValue - 1), 0, needsLabels: false);
        var step = new TrainingStep(network, objective, tensors, all, optimizer, options);
        var (training, alone) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 0; i < Chunks; i++)
        {
            var started = time.GetTimestamp();
            LaneStates? states = null;
            step.Learn(chunks[i % chunks.Length], ref states);
            states?.Dispose();
            var whole = time.GetElapsedTime(started);
            started = time.GetTimestamp();
            if (bare is not null)
            {
                RunBare(bare, chunks[i % chunks.Length], tensors);
            }

            if (i >= WarmUp)
            {
                training += whole;
                alone += time.GetElapsedTime(started);
            }
        }

        var events = (Chunks - WarmUp) * (double)options.Batch * options.Chunk;
        return (events / training.TotalSeconds, bare is null ? null : events / alone.TotalSeconds);
    }

    private void RunBare(RecurrentLayers bare, Chunk chunk, HistoryTensors tensors)
    {
        using var scope = NewDisposeScope();
        var features = tensors.Gather(chunk).Features;
        var missing = shape.InputWidth - shape.Features;
        var input = missing == 0 ? features : cat([features, zeros(chunk.Steps, chunk.Lanes, missing)], -1);
        bare.zero_grad();
        bare.call(input, null).Output.sum().backward();
    }
}
