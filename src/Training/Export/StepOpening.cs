using Streaming.Model.Artifact.Onnx;
using Streaming.Training.Network;

namespace Streaming.Training.Export;

/// <summary>How every step graph begins: the inputs, the event with its embeddings, and the recurrent layers. Names of tensors.</summary>
/// <param name="Features">Input <c>features</c>.</param>
/// <param name="Categories">Input <c>categories</c>; null where the schema has none.</param>
/// <param name="State">Input <c>state</c>: the one before the event.</param>
/// <param name="Event">Features and embeddings side by side.</param>
/// <param name="Output">The uppermost layer's hidden vector after the event; null without memory.</param>
/// <param name="NextState">The state after the event.</param>
internal sealed record StepOpening(string Features, string? Categories, string State, string Event, string? Output, string NextState)
{
    public static StepOpening Append(StepGraph graph, NetworkShape shape, NetworkWeights weights)
    {
        var features = graph.Input("features", TensorProto.Types.DataType.Float, shape.Features);
        var categories = shape.Vocabularies.Count == 0
            ? null
            : graph.Input("categories", TensorProto.Types.DataType.Int64, shape.Vocabularies.Count);
        var state = graph.Input("state", TensorProto.Types.DataType.Float, shape.Cell.StateLength);
        var input = EmbeddingStep.Append(graph, weights.Embeddings, features, categories);
        var (output, next) = RecurrentStep.Append(graph, shape.Cell, weights.Layers, input, state);
        return new StepOpening(features, categories, state, input, output, next);
    }
}
