using Streaming.Training.Cells;
using Streaming.Training.Data;
using Streaming.Training.Network;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Reporting;

/// <summary>How far back a network looks: the norm of the gradient of an event's loss by the input some events before.</summary>
internal static class LagGradients
{
    private const int Lags = 64;
    private const int Lanes = 128;

    /// <summary>The network's own curve, and beside it those of fresh networks of each cell: where training begins.</summary>
    public static IReadOnlyList<LagCurve> Of(ScoreNetwork network, IObjective objective, History history, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        var curves = new List<LagCurve>();
        if (network.Shape.Cell.Kind == CellKind.None || Windows(history) is not { } windows)
        {
            return curves;
        }

        curves.Add(new LagCurve($"{Name(network.Shape.Cell.Kind)}, trained", Measure(network, objective, history, windows)));
        foreach (var kind in new[] { CellKind.Rnn, CellKind.Lstm, CellKind.Gru })
        {
            manual_seed(seed);
            using var fresh = new ScoreNetwork(network.Shape with { Cell = network.Shape.Cell with { Kind = kind } }, dropout: 0);
            objective.Begin(fresh.Head);
            curves.Add(new LagCurve($"{Name(kind)}, fresh", Measure(fresh, objective, history, windows)));
        }

        return curves;
    }

    // The last events of keys that have enough of them.
    private static Chunk? Windows(History history)
    {
        var steps = Lags + 1;
        var ends = Enumerable.Range(0, history.KeyCount)
            .Where(key => history.KeyStarts[key + 1] - history.KeyStarts[key] >= steps)
            .Take(Lanes)
            .Select(key => history.KeyStarts[key + 1])
            .ToArray();
        if (ends.Length == 0)
        {
            return null;
        }

        var rows = new long[steps * ends.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ends[i % ends.Length] - steps + (i / ends.Length);
        }

        return new Chunk(steps, ends.Length, true, rows);
    }

    private static double[] Measure(ScoreNetwork network, IObjective objective, History history, Chunk windows)
    {
        using var scope = NewDisposeScope();
        using var tensors = new HistoryTensors(history);
        var events = tensors.Gather(windows);
        events.Features.requires_grad_();
        network.eval();
        var (outputs, _) = network.Forward(events.Features, events.Categories, null);
        var losses = objective.Losses(outputs ?? throw new InvalidOperationException("the head was asked for"), events);
        losses[windows.Steps - 1].sum().backward();
        var gradient = events.Features.grad ?? throw new InvalidOperationException("the loss depends on the features");

        // A norm per event, then its mean over the lanes; lag 0 is 1.
        var norms = gradient.norm(-1).mean([1]).ToArray();
        network.zero_grad();
        return [.. Enumerable.Range(0, windows.Steps).Select(lag => norms[^(lag + 1)] / Math.Max((double)norms[^1], 1e-30))];
    }

    private static string Name(CellKind kind) => kind.ToString().ToUpperInvariant();
}
