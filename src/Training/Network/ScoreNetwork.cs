using Streaming.Training.Cells;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Streaming.Training.Network;

/// <summary>Embeddings, recurrent layers and head, over chunks [T, N].</summary>
internal sealed class ScoreNetwork : nn.Module
{
    private readonly ModuleList<Embedding> _embeddings;
    private readonly RecurrentLayers? _recurrent;
    private readonly Head _head;

    public ScoreNetwork(NetworkShape shape, double dropout)
        : base(nameof(ScoreNetwork))
    {
        Shape = shape;
        _embeddings = nn.ModuleList([.. shape.Vocabularies.Select(rows => nn.Embedding(rows, NetworkShape.EmbeddingWidth(rows)))]);
        _recurrent = shape.Cell.Kind == CellKind.None ? null : new RecurrentLayers(shape.Cell, dropout);
        _head = new Head(shape.HeadWidth, shape.Outputs, dropout);
        RegisterComponents();
    }

    /// <summary>The network's form.</summary>
    public NetworkShape Shape { get; }

    /// <summary>The layers that judge or forecast.</summary>
    public Head Head => _head;

    /// <summary>
    /// From features [T, N, F], categories [T, N, C] and the states before (none: zeros) to what the head gives, [T, N, outputs],
    /// and the states after; without <paramref name="withHead"/> only the latter.
    /// </summary>
    public (Tensor? Outputs, Tensor[] States) Forward(Tensor features, Tensor? categories, Tensor[]? states, bool withHead = true)
    {
        var input = Input(features, categories);
        if (_recurrent is null)
        {
            return (withHead ? _head.call(input) : null, []);
        }

        var (output, after) = _recurrent.call(input, states);
        if (!withHead)
        {
            return (null, after);
        }

        var read = Shape.Reading == HeadReading.StateAndEvent ? cat([output, input], -1) : Before(output, states);
        return (_head.call(read), after);
    }

    /// <summary>A copy of all weights, for the step graph.</summary>
    public NetworkWeights Weights() => new(
        [.. _embeddings.Zip(Shape.Vocabularies, (module, rows) => new EmbeddingWeights(
            (module.weight ?? throw new InvalidOperationException("an embedding has weights")).ToArray(), rows))],
        _recurrent?.Weights() ?? [],
        _head.Weights());

    private Tensor Input(Tensor features, Tensor? categories)
    {
        if (categories is null || _embeddings.Count == 0)
        {
            return features;
        }

        var columns = new List<Tensor> { features };
        for (var i = 0; i < _embeddings.Count; i++)
        {
            columns.Add(_embeddings[i].call(categories.select(-1, i)));
        }

        return cat(columns, -1);
    }

    // The uppermost layer's hidden vector before each event: the one carried in, then the outputs but the last.
    private Tensor Before(Tensor output, Tensor[]? states)
    {
        var first = states is null ? zeros_like(output.narrow(0, 0, 1)) : states[0].narrow(0, Shape.Cell.Layers - 1, 1);
        return cat([first, output.narrow(0, 0, output.shape[0] - 1)], 0);
    }
}
