using Streaming.Training.Cells;

namespace Streaming.Training.Network;

/// <summary>All weights of a network, out of native memory.</summary>
/// <param name="Embeddings">One per category feature.</param>
/// <param name="Layers">Recurrent layers, from the lowest.</param>
/// <param name="Head">Fully connected layers, from the one that reads the input.</param>
internal sealed record NetworkWeights(
    IReadOnlyList<EmbeddingWeights> Embeddings, IReadOnlyList<LayerWeights> Layers, IReadOnlyList<DenseWeights> Head)
{
    /// <summary>How many numbers were learnt.</summary>
    public long Count =>
        Embeddings.Sum(embedding => (long)embedding.Table.Length)
        + Layers.Sum(layer => (long)layer.InputWeights.Length + layer.HiddenWeights.Length + layer.InputBias.Length + layer.HiddenBias.Length)
        + Head.Sum(layer => (long)layer.Weights.Length + layer.Bias.Length);
}
