using Streaming.Training.Cells;

namespace Streaming.Training.Export;

/// <summary>Fully connected layers with rectifiers between them.</summary>
internal static class HeadStep
{
    /// <summary>Appends the layers and returns what the last one gives, before any squashing.</summary>
    public static string Append(StepGraph graph, string name, IReadOnlyList<DenseWeights> layers, string input)
    {
        var value = input;
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            value = graph.Gemm(
                $"{name}.{i}", value, layer.Weights, layer.Outputs, graph.Constant($"{name}.{i}.bias", layer.Bias, layer.Outputs));
            if (i < layers.Count - 1)
            {
                value = graph.Apply("Relu", $"{name}.{i}.relu", value);
            }
        }

        return value;
    }
}
