using Streaming.Training.Cells;

namespace Streaming.Training.Export;

/// <summary>
/// One GRU layer over one event, as PyTorch defines it: r, z = σ(Wx + b + Uh + c), n = tanh(Wx + b + r ∘ (Uh + c)), h' = n + z ∘ (h − n).
/// The reset gate scales the product with its bias, not the hidden state before it.
/// </summary>
internal static class GruStep
{
    public static string Append(StepGraph graph, string name, LayerWeights weights, string input, string hidden)
    {
        var h = weights.Hidden(3);
        var inputRows = weights.Inputs;

        // The two gates share one product, so the runtime makes four calls into its matrix kernel instead of six.
        var gateBias = Sums.Of(weights.InputBias, weights.HiddenBias)[..(2 * h)];
        var gates = graph.Gemm(
            $"{name}.gates.input",
            input,
            weights.InputWeights.AsSpan(0, 2 * h * inputRows),
            2 * h,
            graph.Constant($"{name}.gates.bias", gateBias, 2 * h));
        gates = graph.Gemm($"{name}.gates.sum", hidden, weights.HiddenWeights.AsSpan(0, 2 * h * h), 2 * h, gates);
        gates = graph.Apply("Sigmoid", $"{name}.gates", gates);
        var parts = graph.Split(gates, [h, h], $"{name}.reset", $"{name}.update");

        var fromInput = graph.Gemm(
            $"{name}.new.input",
            input,
            weights.InputWeights.AsSpan(2 * h * inputRows),
            h,
            graph.Constant($"{name}.new.input.bias", weights.InputBias.AsSpan(2 * h), h));
        var fromHidden = graph.Gemm(
            $"{name}.new.hidden",
            hidden,
            weights.HiddenWeights.AsSpan(2 * h * h),
            h,
            graph.Constant($"{name}.new.hidden.bias", weights.HiddenBias.AsSpan(2 * h), h));
        var scaled = graph.Apply("Mul", $"{name}.new.reset", parts[0], fromHidden);
        var candidate = graph.Apply("Tanh", $"{name}.new", graph.Apply("Add", $"{name}.new.sum", fromInput, scaled));

        var difference = graph.Apply("Sub", $"{name}.difference", hidden, candidate);
        var kept = graph.Apply("Mul", $"{name}.kept", parts[1], difference);
        return graph.Apply("Add", $"{name}.hidden", candidate, kept);
    }
}
