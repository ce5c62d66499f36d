using CsCheck;
using Streaming.Model.Artifact;
using Streaming.Training.Cells;
using Streaming.Training.Data;
using Streaming.Training.Export;
using Streaming.Training.Network;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Tests.Objectives;

public sealed class SurpriseStepTests
{
    private const int Steps = 120;

    private static readonly Gen<(int Features, int Hidden, int Layers, bool WithCategories, int Seed)> _shapes =
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 20], Gen.Int[1, 2], Gen.Bool, Gen.Int[0, 1_000_000]);

    [Theory]
    [InlineData(nameof(CellKind.Gru))]
    [InlineData(nameof(CellKind.Lstm))]
    public void The_exported_step_is_as_surprised_as_the_network(string cell)
    {
        TorchFact.Require();
        _shapes.Sample(shape => Compare(Enum.Parse<CellKind>(cell), shape), iter: 8, threads: 1);
    }

    private static void Compare(CellKind cell, (int Features, int Hidden, int Layers, bool WithCategories, int Seed) sample)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        manual_seed(sample.Seed);
        int[] vocabularies = sample.WithCategories ? [4, 7] : [];
        var objective = new SurpriseObjective(sample.Features, vocabularies);
        var shape = new NetworkShape(
            sample.Features,
            vocabularies,
            new CellShape(cell, Activation.Tanh, NetworkShape.InputWidthOf(sample.Features, vocabularies), sample.Hidden, sample.Layers),
            objective.Reading,
            objective.Outputs);
        using var network = new ScoreNetwork(shape, dropout: 0);
        objective.Begin(network.Head);
        network.eval();

        var features = 3 * randn(Steps, 1, sample.Features);
        var categories = vocabularies.Length == 0
            ? null
            : stack(vocabularies.Select(rows => randint(0, rows, [Steps, 1], dtype: ScalarType.Int64)), -1);
        var events = new ChunkTensors(features, categories, zeros(Steps, 1));
        var raw = objective.RawScores(network.Forward(features, categories, null).Outputs!, events).ToArray();

        // Fitted to the first half, so that the second may lie beyond its highest knot.
        var calibration = objective.Calibrate(raw[..(Steps / 2)], new sbyte[Steps / 2]);
        using var file = new TemporaryFile(".onnx");
        ModelFile.Write(
            file.Path,
            calibration.Write(shape, network.Weights()),
            new ArtifactMetadata(Schemas.Of(sample.Features, vocabularies).ToJson(), "surprise", 0.5f));
        using var model = StepModel.Load(file.Path);
        using var runner = model.CreateRunner(1);
        var inputs = features.ToArray();
        var indices = categories?.data<long>().ToArray() ?? [];
        for (var step = 0; step < Steps; step++)
        {
            inputs.AsSpan(step * sample.Features, sample.Features).CopyTo(runner.Features(0));
            indices.AsSpan(step * vocabularies.Length, vocabularies.Length).CopyTo(runner.Categories(0));
            if (step > 0)
            {
                runner.NextState(0).CopyTo(runner.State(0));
            }

            runner.Step(1);
            Assert.Equal(calibration.Apply(raw[step]), runner.Score(0), 2e-5f);
        }
    }
}
