using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Streaming.Model.Artifact.Onnx;
using static Streaming.Model.Artifact.Onnx.TensorProto.Types;

namespace Streaming.Model.Artifact;

/// <summary>The numbers in a tensor, whichever of the format's fields holds them.</summary>
internal static class TensorContents
{
    private const ushort HalfExponent = 0x7C00;
    private const ushort BrainExponent = 0x7F80;

    /// <summary>Whether a floating-point tensor holds NaN or an infinity.</summary>
    public static bool HasNonFinite(TensorProto tensor)
    {
        var raw = tensor.RawData.Span;
        return (DataType)tensor.DataType switch
        {
            DataType.Float => !AllFinite(MemoryMarshal.Cast<byte, float>(raw)) || !tensor.FloatData.All(float.IsFinite),
            DataType.Double => !AllFinite(MemoryMarshal.Cast<byte, double>(raw)) || !tensor.DoubleData.All(double.IsFinite),
            DataType.Float16 => HasExponent(raw, tensor, HalfExponent),
            DataType.Bfloat16 => HasExponent(raw, tensor, BrainExponent),
            _ => false,
        };
    }

    /// <summary>The integers of an int64 tensor; null for any other.</summary>
    public static long[]? Integers(TensorProto tensor) => (DataType)tensor.DataType switch
    {
        DataType.Int64 when tensor.Int64Data.Count > 0 => [.. tensor.Int64Data],
        DataType.Int64 => MemoryMarshal.Cast<byte, long>(tensor.RawData.Span).ToArray(),
        _ => null,
    };

    /// <summary>The number of elements.</summary>
    public static long Count(TensorProto tensor) => tensor.Dims.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>A floating-point tensor: a weight, as against an index, an axis or a shape.</summary>
    public static bool IsFloat(TensorProto tensor) =>
        (DataType)tensor.DataType is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16;

    private static bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : System.Numerics.INumberBase<T> => values.IsEmpty || TensorPrimitives.IsFiniteAll(values);

    // Half formats: an exponent of all ones is an infinity or NaN.
    private static bool HasExponent(ReadOnlySpan<byte> raw, TensorProto tensor, ushort mask)
    {
        foreach (var bits in MemoryMarshal.Cast<byte, ushort>(raw))
        {
            if ((bits & mask) == mask)
            {
                return true;
            }
        }

        return tensor.Int32Data.Any(bits => (bits & mask) == mask);
    }
}
