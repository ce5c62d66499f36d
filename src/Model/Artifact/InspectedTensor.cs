namespace Streaming.Model.Artifact;

/// <summary>An input or output of the graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type, such as <c>float32</c>.</param>
/// <param name="Shape">Its dimensions: a number where fixed, the exporter's symbol where dynamic; empty if the file does not say.</param>
public sealed record InspectedTensor(string Name, string Type, IReadOnlyList<string> Shape)
{
    internal static InspectedTensor Of(TensorDeclaration tensor) =>
        new(tensor.Name, tensor.Type, [.. (tensor.Shape ?? []).Select(dimension => dimension.ToString())]);
}
