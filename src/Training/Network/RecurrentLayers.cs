using Streaming.Training.Cells;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Streaming.Training.Network;

/// <summary>A stack of recurrent layers over whole chunks: TorchSharp's own layers, one call per chunk.</summary>
internal sealed class RecurrentLayers : nn.Module<Tensor, Tensor[]?, (Tensor Output, Tensor[] States)>
{
    private readonly CellShape _shape;
    private readonly nn.Module _cells;

    public RecurrentLayers(CellShape shape, double dropout = 0)
        : base(nameof(RecurrentLayers))
    {
        _shape = shape;
        var between = shape.Layers > 1 ? dropout : 0;
        _cells = shape.Kind switch
        {
            CellKind.Gru => nn.GRU(shape.Inputs, shape.Hidden, shape.Layers, dropout: between),
            CellKind.Lstm => nn.LSTM(shape.Inputs, shape.Hidden, shape.Layers, dropout: between),
            CellKind.Rnn => nn.RNN(
                shape.Inputs,
                shape.Hidden,
                shape.Layers,
                shape.Activation == Activation.Tanh ? nn.NonLinearities.Tanh : nn.NonLinearities.ReLU,
                dropout: between),
            _ => throw new ArgumentException("without memory there are no layers", nameof(shape)),
        };
        RegisterComponents();
        Initialise();
    }

    /// <summary>From inputs [T, N, I] and the states before them (none: zeros) to outputs [T, N, H] and the states after.</summary>
    public override (Tensor Output, Tensor[] States) forward(Tensor input, Tensor[]? states)
    {
        switch (_cells)
        {
            case GRU gru:
            {
                var (output, hidden) = gru.call(input, states?[0]);
                return (output, [hidden]);
            }

            case LSTM lstm:
            {
                // libtorch 2.10 takes another path for an LSTM without gradients (oneDNN's inference), whose outputs were off by up to 0.17.
                var withGradient = is_grad_enabled();
                using var gradient = enable_grad();
                var (output, hidden, cell) = lstm.call(input, states is null ? null : (states[0], states[1]));
                return withGradient ? (output, [hidden, cell]) : (output.detach(), [hidden.detach(), cell.detach()]);
            }

            default:
            {
                var (output, hidden) = ((RNN)_cells).call(input, states?[0]);
                return (output, [hidden]);
            }
        }
    }

    /// <summary>A copy of the weights, layer by layer from the lowest.</summary>
    public IReadOnlyList<LayerWeights> Weights()
    {
        var named = _cells.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        return
        [
            .. Enumerable.Range(0, _shape.Layers).Select(layer => new LayerWeights(
                named[$"weight_ih_l{layer}"].ToArray(),
                named[$"weight_hh_l{layer}"].ToArray(),
                named[$"bias_ih_l{layer}"].ToArray(),
                named[$"bias_hh_l{layer}"].ToArray())),
        ];
    }

    private void Initialise()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, parameter) in _cells.named_parameters())
        {
            if (_shape.Kind == CellKind.Rnn && name.StartsWith("weight_hh", StringComparison.Ordinal))
            {
                // A simple network has nothing but these weights to carry a memory: an orthogonal matrix neither fades nor grows it.
                nn.init.orthogonal_(parameter);
            }
            else if (_shape.Kind == CellKind.Lstm && name.StartsWith("bias_ih", StringComparison.Ordinal))
            {
                // Forget gates begin open, or the cell loses its content before the network learns to keep it.
                parameter.narrow(0, _shape.Hidden, _shape.Hidden).add_(1);
            }
        }
    }
}
