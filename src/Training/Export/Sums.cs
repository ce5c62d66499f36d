using System.Numerics.Tensors;

namespace Streaming.Training.Export;

/// <summary>Adds the two biases of a layer where nothing stands between them.</summary>
internal static class Sums
{
    public static float[] Of(float[] left, float[] right)
    {
        var sum = new float[left.Length];
        TensorPrimitives.Add(left, right, sum);
        return sum;
    }
}
