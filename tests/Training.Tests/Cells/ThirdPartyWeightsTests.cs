using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Streaming.Model.Artifact;
using Streaming.Model.Artifact.Onnx;
using Streaming.Training.Cells;
using Streaming.Training.Export;
using Streaming.Training.Network;
using Streaming.Training.Objectives;

namespace Streaming.Training.Tests.Cells;

/// <summary>Weights of somebody else, trained elsewhere, confirm the cells: two layers of 200 over windows of seven events.</summary>
public sealed class ThirdPartyWeightsTests
{
    private const int Steps = 7;
    private const int Lanes = 16;
    private const int Features = 220;
    private const int Hidden = 200;

    // ONNX stacks z, r, h of a GRU and i, o, f, c of an LSTM; PyTorch r, z, n and i, f, g, o.
    [Theory]
    [InlineData("ibm_ccf_gru_static.onnx", nameof(CellKind.Gru), new[] { 1, 0, 2 })]
    [InlineData("ibm_ccf_lstm_static.onnx", nameof(CellKind.Lstm), new[] { 0, 2, 3, 1 })]
    public void Seven_steps_give_what_the_window_gives(string name, string cell, int[] gates)
    {
        var path = RepositoryFiles.Shared("data", "models", name);
        var foreign = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        var shape = new NetworkShape(
            Features,
            [],
            new CellShape(Enum.Parse<CellKind>(cell), Activation.Tanh, Features, Hidden, 2),
            HeadReading.StateAndEvent,
            1);
        using var file = new TemporaryFile(".onnx");
        ModelFile.Write(
            file.Path,
            FraudGraph.Write(shape, Weights(foreign, gates), LogitScale.Identity),
            new ArtifactMetadata(Schemas.Of(Features, []).ToJson(), "third-party", 0.5f));

        var random = new Random(11);
        var window = Enumerable.Range(0, Steps * Lanes * Features).Select(_ => random.NextSingle()).ToArray();
        var expected = RunWindow(path, foreign.Graph.Output[0].Name, window);
        Assert.True(expected.Max() - expected.Min() > 1e-3);
        using var model = StepModel.Load(file.Path);
        using var runner = model.CreateRunner(Lanes);
        for (var step = 0; step < Steps; step++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                window.AsSpan(((step * Lanes) + lane) * Features, Features).CopyTo(runner.Features(lane));
                if (step > 0)
                {
                    runner.NextState(lane).CopyTo(runner.State(lane));
                }
            }

            runner.Step(Lanes);
            for (var lane = 0; lane < Lanes; lane++)
            {
                Assert.Equal(expected[(step * Lanes) + lane], runner.Score(lane), 1e-4f);
            }
        }
    }

    private static float[] RunWindow(string path, string output, float[] window)
    {
        using var session = new InferenceSession(path);
        using var input = OrtValue.CreateTensorValueFromMemory(window, [Steps, Lanes, Features]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["input"], [input], [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static NetworkWeights Weights(ModelProto foreign, int[] gates)
    {
        var tensors = foreign.Graph.Initializer.ToDictionary(tensor => tensor.Name, Values);
        var layers = foreign.Graph.Node
            .Where(node => node.OpType is "GRU" or "LSTM")
            .Select(node =>
            {
                var bias = tensors[node.Input[3]];
                return new LayerWeights(
                    Reordered(tensors[node.Input[1]], gates),
                    Reordered(tensors[node.Input[2]], gates),
                    Reordered(bias[..(bias.Length / 2)], gates),
                    Reordered(bias[(bias.Length / 2)..], gates));
            })
            .ToArray();

        // Their head reads the hidden state alone; ours reads the event too, here with weights of zero.
        var dense = foreign.Graph.Node.Single(node => node.OpType == "MatMul").Input[1];
        var bias = foreign.Graph.Node.Single(node => node.OpType == "Add").Input[1];
        return new NetworkWeights([], layers, [new DenseWeights([.. tensors[dense], .. new float[Features]], tensors[bias])]);
    }

    private static float[] Reordered(float[] stacked, int[] gates)
    {
        var block = stacked.Length / gates.Length;
        return [.. gates.SelectMany(gate => stacked.Skip(gate * block).Take(block))];
    }

    private static float[] Values(TensorProto tensor) => tensor switch
    {
        { DataType: not (int)TensorProto.Types.DataType.Float } => [],
        { FloatData.Count: > 0 } => [.. tensor.FloatData],
        _ => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray(),
    };
}
