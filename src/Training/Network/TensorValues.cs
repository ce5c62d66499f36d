using static TorchSharp.torch;

namespace Streaming.Training.Network;

/// <summary>Copies tensors out of native memory.</summary>
internal static class TensorValues
{
    /// <summary>All elements, row-major.</summary>
    public static float[] ToArray(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().contiguous().data<float>().ToArray();
    }
}
