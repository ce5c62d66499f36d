using CsCheck;
using Streaming.Model.Artifact;
using Streaming.Model.Stepping;
using Streaming.Training.Cells;
using Streaming.Training.Export;
using Streaming.Training.Network;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Tests.Cells;

/// <summary>Law 7: step by step, the exported file gives what the framework's own recurrent layer gives over the whole sequence.</summary>
public sealed class StepParityTests
{
    private const int Steps = 400;
    private const int Cards = 3;

    private static readonly Gen<(int Features, int Hidden, int Layers, bool WithCategories, int Seed)> _shapes =
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 48], Gen.Int[1, 3], Gen.Bool, Gen.Int[0, 1_000_000]);

    [Theory]
    [InlineData(nameof(CellKind.Gru), nameof(Activation.Tanh))]
    [InlineData(nameof(CellKind.Lstm), nameof(Activation.Tanh))]
    [InlineData(nameof(CellKind.Rnn), nameof(Activation.Tanh))]
    [InlineData(nameof(CellKind.Rnn), nameof(Activation.Relu))]
    [InlineData(nameof(CellKind.None), nameof(Activation.Tanh))]
    public void The_exported_step_gives_what_the_frameworks_layer_gives_over_whole_sequences(string cell, string activation)
    {
        TorchFact.Require();
        _shapes.Sample(
            shape =>
            {
                int[] vocabularies = shape.WithCategories ? [5, 12] : [];
                var form = new NetworkShape(
                    shape.Features,
                    vocabularies,
                    new CellShape(
                        Enum.Parse<CellKind>(cell),
                        Enum.Parse<Activation>(activation),
                        NetworkShape.InputWidthOf(shape.Features, vocabularies),
                        shape.Hidden,
                        shape.Layers),
                    HeadReading.StateAndEvent,
                    1);
                Compare(form, shape.Seed);
            },
            iter: 12,
            threads: 1);
    }

    private static void Compare(NetworkShape shape, int seed)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        using var network = new ScoreNetwork(shape, dropout: 0);
        Unsettle(network, shape.Cell);
        network.eval();

        // The fused layers see all steps at once; the file sees them one by one, in waves of all cards.
        var features = randn(Steps, Cards, shape.Features);
        var categories = shape.Vocabularies.Count == 0
            ? null
            : stack(shape.Vocabularies.Select(rows => randint(0, rows, [Steps, Cards], dtype: ScalarType.Int64)), -1);
        using var noGradient = no_grad();
        var (outputs, states) = network.Forward(features, categories, null);
        var expectedScores = sigmoid(outputs!).ToArray();
        var expectedStates = states.Select(part => part.ToArray()).ToArray();

        using var file = new TemporaryFile(".onnx");
        ModelFile.Write(
            file.Path,
            FraudGraph.Write(shape, network.Weights(), LogitScale.Identity),
            new ArtifactMetadata(Schemas.Of(shape.Features, shape.Vocabularies).ToJson(), "parity", 0.5f));
        using var model = StepModel.Load(file.Path);
        using var runner = model.CreateRunner(Cards);
        var inputs = features.ToArray();
        var indices = categories?.data<long>().ToArray() ?? [];
        for (var step = 0; step < Steps; step++)
        {
            for (var card = 0; card < Cards; card++)
            {
                var row = (step * Cards) + card;
                inputs.AsSpan(row * shape.Features, shape.Features).CopyTo(runner.Features(card));
                indices.AsSpan(row * shape.Vocabularies.Count, shape.Vocabularies.Count).CopyTo(runner.Categories(card));
                if (step > 0)
                {
                    runner.NextState(card).CopyTo(runner.State(card));
                }
            }

            runner.Step(Cards);
            for (var card = 0; card < Cards; card++)
            {
                Assert.Equal(expectedScores[(step * Cards) + card], runner.Score(card), 1e-5f);
            }
        }

        CompareStates(shape.Cell, expectedStates, runner);
    }

    private static void CompareStates(CellShape cell, float[][] expected, StepRunner runner)
    {
        for (var card = 0; card < Cards; card++)
        {
            for (var layer = 0; layer < (cell.Kind == CellKind.None ? 0 : cell.Layers); layer++)
            {
                for (var part = 0; part < cell.Parts; part++)
                {
                    var from = ((layer * cell.Parts) + part) * cell.Hidden;
                    for (var unit = 0; unit < cell.Hidden; unit++)
                    {
                        var value = expected[part][(((layer * Cards) + card) * cell.Hidden) + unit];
                        Assert.Equal(value, runner.NextState(card)[from + unit], 1e-5f * Math.Max(1, Math.Abs(value)));
                    }
                }
            }
        }
    }

    // Fresh weights are all small and alike: larger ones saturate gates, so that a wrong gate order or reset cannot hide.
    // The recurrent ones stay: much larger, they make a network chaotic, and then no two implementations agree for long.
    // A rectified network has nothing that bounds it, so there they must shrink.
    private static void Unsettle(ScoreNetwork network, CellShape cell)
    {
        using var noGradient = no_grad();
        var recurrent = cell is { Kind: CellKind.Rnn, Activation: Activation.Relu } ? 0.7 : 1;
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.Contains("weight_hh", StringComparison.Ordinal))
            {
                parameter.mul_(recurrent);
            }
            else if (name.Contains("weight_ih", StringComparison.Ordinal) || name.Contains("bias_", StringComparison.Ordinal))
            {
                parameter.mul_(1.5);
            }
        }
    }
}
