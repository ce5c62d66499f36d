using System.Text.Json;
using Google.Protobuf;
using Streaming.Model.Artifact;
using Streaming.Model.Artifact.Onnx;
using Streaming.Model.Schema;
using Streaming.Model.Tests.Support;

namespace Streaming.Model.Tests.Artifact;

public sealed class PackTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pack");

    [Fact]
    public void A_foreign_file_becomes_an_artifact()
    {
        var inspection = PackFile(StepGraphs.Gru(1, 4, 7), name: null, threshold: 0.75f, cell: "gru");
        using var model = StepModel.Load(In("packed.onnx"));
        Assert.Equal("foreign", model.Name);
        Assert.Equal(0.75f, model.Threshold);
        Assert.Equal("gru", model.Metadata.Cell);
        Assert.Equal(Schemas.Of(StepGraphs.Features, 4, 7), model.Schema);
        Assert.Equal(inspection.ModelId, model.ModelId);
        Assert.Equal(2, _folder.GetFiles("*.onnx").Length);
        Assert.Empty(_folder.GetFiles("*.partial"));
    }

    [Fact]
    public void What_cannot_be_run_is_not_packed()
    {
        var graph = StepGraphs.Gru(1, 4, 6);
        var message = Assert.Throws<ModelException>(() => PackFile(graph)).Message;
        Assert.Contains("category 'c1'", message, StringComparison.Ordinal);
        Assert.False(File.Exists(In("packed.onnx")));
    }

    [Fact]
    public void Packing_keeps_the_graph_and_what_others_noted()
    {
        var graph = StepGraphs.Gru();
        graph.MetadataProps.Add(new StringStringEntryProto { Key = "author", Value = "somebody" });
        var packed = ModelProto.Parser.ParseFrom(ModelPacker.Pack(graph.ToByteArray(), Schemas.Of(StepGraphs.Features), "tiny"));
        Assert.Equal(graph.Graph, packed.Graph);
        Assert.Contains(packed.MetadataProps, entry => entry is { Key: "author", Value: "somebody" });
    }

    [Fact]
    public void Packing_again_replaces_name_and_threshold_and_keeps_the_training_of_the_same_schema()
    {
        var schema = Schemas.Of(StepGraphs.Features);
        var graph = StepGraphs.Gru();
        new ArtifactMetadata(schema.ToJson(), "first", 0.1f, "gru", """{"seed":1}""").WriteTo(graph);
        using var again = StepModel.Load(ModelPacker.Pack(graph.ToByteArray(), schema, "second"));
        Assert.Equal(("second", 0.5f, "gru", """{"seed":1}"""), (again.Name, again.Threshold, again.Metadata.Cell, again.Metadata.Training));

        using var other = StepModel.Load(ModelPacker.Pack(graph.ToByteArray(), Renamed(), "third"));
        Assert.Null(other.Metadata.Training);
    }

    [Fact]
    public void An_inspection_shows_all_that_there_is()
    {
        var schema = Schemas.Of(StepGraphs.Features, 4, 7);
        var graph = StepGraphs.Gru(1, 4, 9);
        new ArtifactMetadata(schema.ToJson(), "tiny", 0.5f, "gru", """{"seed":1}""").WriteTo(graph);
        using var model = StepModel.Load(graph.ToByteArray());
        using var json = JsonDocument.Parse(ModelInspection.Of(model).ToJson());
        var root = json.RootElement;
        Assert.Equal(model.ModelId, root.GetProperty("modelId").GetString());
        Assert.Equal(model.StateId, root.GetProperty("stateId").GetString());
        Assert.Equal("gru", root.GetProperty("cell").GetString());
        Assert.Equal("float32", root.GetProperty("inputs")[0].GetProperty("type").GetString());
        Assert.Equal("""["N","3"]""", root.GetProperty("inputs")[0].GetProperty("shape").GetRawText());
        Assert.Equal("next_state", root.GetProperty("outputs")[0].GetProperty("name").GetString());
        Assert.Equal("""{"name":"f0","kind":"numeric","fields":["f0"],"columns":["f0"]}""", root.GetProperty("features")[0].GetRawText());
        Assert.Equal("""[{"name":"c0","size":4,"embeddingRows":4},{"name":"c1","size":7,"embeddingRows":9}]""", root.GetProperty("categories").GetRawText());
        Assert.Equal(5, root.GetProperty("stateLength").GetInt32());
        Assert.Equal(36, root.GetProperty("bytesPerKey").GetInt32());
        Assert.Equal(18, root.GetProperty("opset").GetInt32());
        Assert.Equal("tests 1", root.GetProperty("producer").GetString());
        Assert.Equal(1, root.GetProperty("training").GetProperty("seed").GetInt32());

        // Three gates over 7 inputs and 5 hidden units with a bias each, the head, two embeddings of width 2.
        Assert.Equal((3 * ((7 * 5) + (5 * 5) + 5)) + 6 + (2 * (4 + 9)), root.GetProperty("parameters").GetInt32());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static FeatureSchema Renamed() => FeatureSchema.Parse(
        Schemas.Of(StepGraphs.Features).ToJson().Replace("\"f0\"", "\"g0\"", StringComparison.Ordinal));

    private ModelInspection PackFile(ModelProto graph, string? name = null, float threshold = 0.5f, string? cell = null)
    {
        File.WriteAllBytes(In("foreign.onnx"), graph.ToByteArray());
        File.WriteAllText(In("schema.json"), Schemas.Of(StepGraphs.Features, 4, 7).ToJson());
        return ModelPacker.PackFile(In("foreign.onnx"), In("schema.json"), In("packed.onnx"), name, threshold, cell);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
