using Streaming.Model.Artifact.Onnx;
using Streaming.Training.Cells;
using Streaming.Training.Metrics;
using Streaming.Training.Network;

namespace Streaming.Training.Export;

/// <summary>The step graph of a network that judges an event: the head reads the new state and the event.</summary>
internal static class FraudGraph
{
    public static ModelProto Write(NetworkShape shape, NetworkWeights weights, LogitScale calibration)
    {
        var graph = new StepGraph();
        var features = graph.Input("features", TensorProto.Types.DataType.Float, shape.Features);
        var categories = shape.Vocabularies.Count == 0
            ? null
            : graph.Input("categories", TensorProto.Types.DataType.Int64, shape.Vocabularies.Count);
        var state = graph.Input("state", TensorProto.Types.DataType.Float, shape.Cell.StateLength);

        var input = EmbeddingStep.Append(graph, weights.Embeddings, features, categories);
        var (output, next) = RecurrentStep.Append(graph, shape.Cell, weights.Layers, input, state);
        var read = output is null ? input : graph.Concat("head.input", output, input);
        var logit = HeadStep.Append(graph, "head", Calibrated(weights.Head, calibration), read);

        graph.Output("score", graph.Apply("Sigmoid", "probability", logit), 1);
        graph.Output("next_state", next, shape.Cell.StateLength);
        return graph.ToModel();
    }

    // The calibration is affine in the logit, so it costs nothing inside the last layer.
    private static DenseWeights[] Calibrated(IReadOnlyList<DenseWeights> head, LogitScale calibration)
    {
        var last = head[^1];
        var scaled = new DenseWeights(
            [.. last.Weights.Select(weight => weight * (float)calibration.Slope)],
            [.. last.Bias.Select(bias => (float)((bias * calibration.Slope) + calibration.Offset))]);
        return [.. head.Take(head.Count - 1), scaled];
    }
}
