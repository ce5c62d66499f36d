namespace Streaming.Training.Cells;

/// <summary>The weights of one recurrent layer in PyTorch's layout: gates stacked by rows (LSTM: i, f, g, o; GRU: r, z, n), row-major.</summary>
/// <param name="InputWeights"><c>weight_ih</c>, [gates · H, inputs].</param>
/// <param name="HiddenWeights"><c>weight_hh</c>, [gates · H, H].</param>
/// <param name="InputBias"><c>bias_ih</c>, [gates · H].</param>
/// <param name="HiddenBias"><c>bias_hh</c>, [gates · H]; apart from the other, for a GRU's reset gate scales a part of it.</param>
internal sealed record LayerWeights(float[] InputWeights, float[] HiddenWeights, float[] InputBias, float[] HiddenBias)
{
    /// <summary>H, given the number of gates.</summary>
    public int Hidden(int gates) => InputBias.Length / gates;

    /// <summary>Columns of the input, given the number of gates.</summary>
    public int Inputs => InputWeights.Length / InputBias.Length;
}
