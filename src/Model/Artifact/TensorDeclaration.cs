using Streaming.Model.Artifact.Onnx;

namespace Streaming.Model.Artifact;

/// <summary>A graph input or output as the file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type in NumPy's words, such as <c>float32</c>.</param>
/// <param name="Shape">Its dimensions; null if the file does not say.</param>
internal sealed record TensorDeclaration(string Name, string Type, IReadOnlyList<TensorDimension>? Shape)
{
    public static TensorDeclaration Of(ValueInfoProto value)
    {
        var tensor = value.Type?.TensorType;
        return new TensorDeclaration(
            value.Name,
            TypeName(tensor?.ElemType ?? 0),
            tensor?.Shape?.Dim.Select(TensorDimension.Of).ToArray());
    }

    public override string ToString() => $"{Type} [{(Shape is null ? "unknown shape" : string.Join(", ", Shape))}]";

    private static string TypeName(int elementType) => (TensorProto.Types.DataType)elementType switch
    {
        TensorProto.Types.DataType.Float => "float32",
        TensorProto.Types.DataType.Double => "float64",
        TensorProto.Types.DataType.Undefined => "untyped",
        var other => other.ToString().ToLowerInvariant(),
    };
}
