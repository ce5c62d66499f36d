using System.Globalization;
using Streaming.Model.Artifact.Onnx;

namespace Streaming.Model.Artifact;

/// <summary>One dimension of a declared shape.</summary>
/// <param name="Size">Its fixed size; null if it is dynamic.</param>
/// <param name="Symbol">The exporter's name for a dynamic size; may be empty.</param>
internal readonly record struct TensorDimension(long? Size, string Symbol)
{
    public bool IsFixed => Size is not null;

    public static TensorDimension Of(TensorShapeProto.Types.Dimension dimension) =>
        dimension.HasDimValue ? new TensorDimension(dimension.DimValue, "") : new TensorDimension(null, dimension.DimParam);

    /// <summary>Whether a size may stand here: a dynamic dimension takes any.</summary>
    public bool Admits(long size) => Size is null || Size == size;

    public override string ToString() => Size?.ToString(CultureInfo.InvariantCulture) ?? (Symbol.Length > 0 ? Symbol : "?");
}
