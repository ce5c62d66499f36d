using static TorchSharp.torch;

namespace Streaming.Training.Network;

/// <summary>Copies tensors out of native memory.</summary>
internal static class TensorValues
{
    /// <summary>All elements, row-major.</summary>
    public static float[] ToArray(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var values = tensor.detach().contiguous().data<float>().ToArray();

        // TorchSharp hands a tensor's handle to native code and lets go of the wrapper: of one that nobody else holds, as a layer's own
        // weights are, the finalizer would free the tensor within the call.
        GC.KeepAlive(tensor);
        return values;
    }
}
