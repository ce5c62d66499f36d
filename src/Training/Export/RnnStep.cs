using Streaming.Training.Cells;

namespace Streaming.Training.Export;

/// <summary>One layer of a simple recurrent network over one event: h' = tanh or relu of Wx + b + Uh + c.</summary>
internal static class RnnStep
{
    public static string Append(StepGraph graph, string name, LayerWeights weights, Activation activation, string input, string hidden)
    {
        var h = weights.Hidden(1);
        var sum = graph.Gemm(
            $"{name}.input",
            input,
            weights.InputWeights,
            h,
            graph.Constant($"{name}.bias", Sums.Of(weights.InputBias, weights.HiddenBias), h));
        sum = graph.Gemm($"{name}.sum", hidden, weights.HiddenWeights, h, sum);
        return graph.Apply(activation == Activation.Tanh ? "Tanh" : "Relu", $"{name}.hidden", sum);
    }
}
