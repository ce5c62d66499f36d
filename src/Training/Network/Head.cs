using Streaming.Training.Cells;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Streaming.Training.Network;

/// <summary>Fully connected layers of 64 and 32 with rectifiers, then the outputs.</summary>
internal sealed class Head : nn.Module<Tensor, Tensor>
{
    private readonly Linear _first;
    private readonly Linear _second;
    private readonly Linear _last;
    private readonly Dropout? _dropout;

    public Head(int inputs, int outputs, double dropout)
        : base(nameof(Head))
    {
        _first = nn.Linear(inputs, 64);
        _second = nn.Linear(64, 32);
        _last = nn.Linear(32, outputs);
        _dropout = dropout > 0 ? nn.Dropout(dropout) : null;
        RegisterComponents();
    }

    /// <summary>From [.., inputs] to [.., outputs], unsquashed.</summary>
    public override Tensor forward(Tensor input)
    {
        var value = nn.functional.relu(_first.call(input), inplace: true);
        value = nn.functional.relu(_second.call(_dropout?.call(value) ?? value), inplace: true);
        return _last.call(value);
    }

    /// <summary>Begins at the base rate: the first gradients then teach what differs from it, not the rate itself.</summary>
    public void SetBias(ReadOnlySpan<float> bias)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var values = tensor(bias.ToArray());
        var parameter = _last.bias ?? throw new InvalidOperationException("the last layer has a bias");
        parameter.copy_(values);
    }

    /// <summary>A copy of the weights, from the layer that reads the input.</summary>
    public IReadOnlyList<DenseWeights> Weights() =>
        [.. new[] { _first, _second, _last }.Select(layer => new DenseWeights(
            layer.weight.ToArray(), (layer.bias ?? throw new InvalidOperationException("every layer has a bias")).ToArray()))];
}
