using System.Text.Json;
using Streaming.Model.Artifact;
using Streaming.Model.Schema;

namespace Streaming.Model.Tests.Support;

/// <summary>Step models that somebody else exported from PyTorch, with events, scores and final states by PyTorch's own layers.</summary>
internal static class PyTorchModel
{
    public static readonly string[] Names = ["pytorch_gru", "pytorch_gru_categories", "pytorch_lstm_2_layers", "pytorch_rnn_tanh"];

    public static string File(string name, string extension) => SharedData.File($"models/pytorch/{name}.{extension}");

    /// <summary>The model, packed with a schema of its shape.</summary>
    public static StepModel Load(string name) => StepModel.Load(Pack(name));

    public static byte[] Pack(string name) => ModelPacker.Pack(System.IO.File.ReadAllBytes(File(name, "onnx")), SchemaOf(name), name);

    public static FeatureSchema SchemaOf(string name)
    {
        using var sizes = JsonDocument.Parse(System.IO.File.ReadAllText(File(name, "states.json")));
        return Schemas.Of(
            sizes.RootElement.GetProperty("features").GetInt32(),
            [.. sizes.RootElement.GetProperty("vocabularies").EnumerateArray().Select(size => size.GetInt32())]);
    }

    public static Dictionary<string, float> ExpectedScores(string name) => System.IO.File.ReadLines(File(name, "expected.csv"))
        .Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(cells => cells[0], cells => float.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture));

    public static Dictionary<string, float[]> ExpectedStates(string name)
    {
        using var states = JsonDocument.Parse(System.IO.File.ReadAllText(File(name, "states.json")));
        return states.RootElement.GetProperty("final_state").EnumerateObject()
            .ToDictionary(card => card.Name, card => card.Value.EnumerateArray().Select(value => value.GetSingle()).ToArray());
    }
}
