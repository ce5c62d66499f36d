using Streaming.Training.Cells;
using Streaming.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace Streaming.Training.Tests.Network;

public sealed class RecurrentLayersTests
{
    // Found the hard way: libtorch's LSTM took a path of its own without gradients, and gave something else there.
    [Theory]
    [InlineData(nameof(CellKind.Gru))]
    [InlineData(nameof(CellKind.Lstm))]
    [InlineData(nameof(CellKind.Rnn))]
    public void Outputs_are_those_of_double_precision_with_and_without_gradients(string cell)
    {
        TorchFact.Require();
        using var scope = NewDisposeScope();
        manual_seed(79263);
        using var layers = new RecurrentLayers(new CellShape(Enum.Parse<CellKind>(cell), Activation.Tanh, 8, 45, 2));
        layers.eval();
        var input = randn(400, 3, 8);
        var learning = layers.call(input, null).Output;
        using var noGradient = no_grad();
        var scoring = layers.call(input, null).Output;
        layers.to(ScalarType.Float64);
        var exact = layers.call(input.to(ScalarType.Float64), null).Output;

        Assert.InRange((learning - exact).abs().max().item<double>(), 0, 1e-5);
        Assert.InRange((scoring - exact).abs().max().item<double>(), 0, 1e-5);
    }
}
