using System.Text.Json;

namespace Streaming.Model.Artifact;

/// <summary>All that there is to know about an artifact, for a person or as JSON.</summary>
/// <param name="ModelId">First 12 hex digits of the file's SHA-256.</param>
/// <param name="StateId">Whose key states it can go on with.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Cell">The recurrent cell; null if not said.</param>
/// <param name="Threshold">The cut, 0..1.</param>
/// <param name="Inputs">The graph's inputs.</param>
/// <param name="Outputs">The graph's outputs.</param>
/// <param name="Features">The schema's features in order, with the columns that each fills.</param>
/// <param name="Categories">The columns of <c>categories</c>.</param>
/// <param name="StateLength">S: floats of hidden state per key.</param>
/// <param name="StatisticsLength">Floats of running statistics per key.</param>
/// <param name="BytesPerKey">Bytes of a key state: hidden state, statistics, last event time and count; without the store's own index.</param>
/// <param name="Parameters">Floating-point weights.</param>
/// <param name="FileBytes">Size of the file.</param>
/// <param name="Opset">Version of the ONNX operator set.</param>
/// <param name="Producer">Who exported the graph.</param>
/// <param name="Training">The training's facts; null if not said.</param>
public sealed record ModelInspection(
    string ModelId,
    string StateId,
    string Name,
    string? Cell,
    float Threshold,
    IReadOnlyList<InspectedTensor> Inputs,
    IReadOnlyList<InspectedTensor> Outputs,
    IReadOnlyList<InspectedFeature> Features,
    IReadOnlyList<InspectedCategory> Categories,
    int StateLength,
    int StatisticsLength,
    int BytesPerKey,
    long Parameters,
    long FileBytes,
    long Opset,
    string Producer,
    JsonElement? Training)
{
    // Last event time and count.
    private const int HeaderBytes = 2 * sizeof(long);

    /// <summary>Inspects a loaded model.</summary>
    public static ModelInspection Of(StepModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var facts = model.Facts;
        var statistics = model.Encoder.StatisticsLength;
        return new ModelInspection(
            model.ModelId,
            model.StateId,
            model.Name,
            model.Metadata.Cell,
            model.Threshold,
            [.. facts.Inputs.Select(InspectedTensor.Of)],
            [.. facts.Outputs.Select(InspectedTensor.Of)],
            [.. model.Schema.Features.Select(feature => new InspectedFeature(feature.Name, feature.Kind, feature.Fields, feature.Columns))],
            [.. model.Schema.Categories.Select((category, column) => InspectedCategory.Of(category, column, facts.Embeddings))],
            model.StateLength,
            statistics,
            HeaderBytes + (sizeof(float) * (model.StateLength + statistics)),
            facts.Parameters,
            facts.FileBytes,
            facts.Opset,
            facts.Producer,
            model.Metadata.Training is { } training ? JsonSerializer.Deserialize(training, InspectionJson.Default.JsonElement) : null);
    }

    /// <summary>As one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, InspectionJson.Default.ModelInspection);
}
