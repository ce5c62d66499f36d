namespace Streaming.Training.Cells;

/// <summary>The weights of a fully connected layer in PyTorch's layout.</summary>
/// <param name="Weights">[outputs, inputs], row-major.</param>
/// <param name="Bias">[outputs].</param>
internal sealed record DenseWeights(float[] Weights, float[] Bias)
{
    /// <summary>Columns that the layer gives.</summary>
    public int Outputs => Bias.Length;

    /// <summary>Columns that the layer reads.</summary>
    public int Inputs => Weights.Length / Bias.Length;
}
