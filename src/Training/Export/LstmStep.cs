using Streaming.Training.Cells;

namespace Streaming.Training.Export;

/// <summary>
/// One LSTM layer over one event, as PyTorch defines it: i, f, o = σ(·), g = tanh(·), c' = f ∘ c + i ∘ g, h' = o ∘ tanh(c').
/// </summary>
internal static class LstmStep
{
    public static (string Hidden, string Cell) Append(StepGraph graph, string name, LayerWeights weights, string input, string hidden, string cell)
    {
        var h = weights.Hidden(4);

        // PyTorch stacks i, f, g, o. With i, f, o, g the three sigmoids are one call over neighbouring columns.
        var bias = Reordered(Sums.Of(weights.InputBias, weights.HiddenBias), h);
        var sum = graph.Gemm(
            $"{name}.input",
            input,
            Reordered(weights.InputWeights, h * weights.Inputs),
            4 * h,
            graph.Constant($"{name}.bias", bias, 4 * h));
        sum = graph.Gemm($"{name}.sum", hidden, Reordered(weights.HiddenWeights, h * h), 4 * h, sum);
        var parts = graph.Split(sum, [3 * h, h], $"{name}.gates.sum", $"{name}.new.sum");
        var gates = graph.Split(
            graph.Apply("Sigmoid", $"{name}.gates", parts[0]),
            [h, h, h],
            $"{name}.in",
            $"{name}.forget",
            $"{name}.out");
        var candidate = graph.Apply("Tanh", $"{name}.new", parts[1]);

        var kept = graph.Apply("Mul", $"{name}.kept", gates[1], cell);
        var taken = graph.Apply("Mul", $"{name}.taken", gates[0], candidate);
        var nextCell = graph.Apply("Add", $"{name}.cell", kept, taken);
        var squashed = graph.Apply("Tanh", $"{name}.cell.tanh", nextCell);
        return (graph.Apply("Mul", $"{name}.hidden", gates[2], squashed), nextCell);
    }

    private static float[] Reordered(float[] stacked, int block)
    {
        var result = (float[])stacked.Clone();
        stacked.AsSpan(3 * block, block).CopyTo(result.AsSpan(2 * block));
        stacked.AsSpan(2 * block, block).CopyTo(result.AsSpan(3 * block));
        return result;
    }
}
