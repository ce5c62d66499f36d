using System.Security.Cryptography;
using Google.Protobuf;
using Streaming.Model.Artifact;
using Streaming.Model.Artifact.Onnx;
using Streaming.Model.Tests.Support;

namespace Streaming.Model.Tests.Artifact;

/// <summary>A state made under one state id is never used under another; so the state id changes with all that a state means, and only then.</summary>
public sealed class IdentityTests
{
    private static readonly byte[] _plain = Artifacts.Gru();

    private static readonly Dictionary<string, Action<ModelProto>> _notes = new()
    {
        ["threshold"] = model => Metadata(model, metadata => metadata with { Threshold = 0.9f }),
        ["name"] = model => Metadata(model, metadata => metadata with { Name = "other" }),
        ["cell"] = model => Metadata(model, metadata => metadata with { Cell = "gru" }),
        ["training note"] = model => Metadata(model, metadata => metadata with { Training = """{"seed":1}""" }),
        ["metadata of others"] = model => model.MetadataProps.Add(new StringStringEntryProto { Key = "author", Value = "somebody" }),
        ["producer"] = model => (model.ProducerName, model.ProducerVersion, model.Domain, model.ModelVersion) = ("pytorch", "2.15", "com.example", 3),
        ["documentation"] = model => model.DocString = model.Graph.DocString = model.Graph.Node[0].DocString = model.Graph.Initializer[0].DocString = "note",
        ["graph name"] = model => model.Graph.Name = "main_graph",
        ["stack traces of the exporter"] = model => model.Graph.Node[0].MetadataProps.Add(new StringStringEntryProto { Key = "trace", Value = "line 1" }),
    };

    private static readonly Dictionary<string, Action<ModelProto>> _changes = new()
    {
        ["a weight's last bit"] = model =>
        {
            var bytes = model.Graph.Initializer[0].RawData.ToByteArray();
            bytes[0] ^= 1;
            model.Graph.Initializer[0].RawData = ByteString.CopyFrom(bytes);
        },
        ["an operator"] = model => model.Graph.Node.Single(node => node.OpType == "Tanh").OpType = "Softsign",
        ["the operator set"] = model => model.OpsetImport[0].Version = 19,
        ["the schema"] = model => Metadata(
            model, metadata => metadata with { Schema = metadata.Schema.Replace("\"f0\"", "\"g0\"", StringComparison.Ordinal) }),
    };

    public static TheoryData<string> Notes => [.. _notes.Keys];

    public static TheoryData<string> Changes => [.. _changes.Keys];

    [Theory]
    [MemberData(nameof(Notes))]
    public void A_note_changes_the_model_id_and_keeps_the_state_id(string note)
    {
        var (before, after) = Load(_notes[note]);
        Assert.NotEqual(before.ModelId, after.ModelId);
        Assert.Equal(before.StateId, after.StateId);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_a_state_depends_on_changes_both_ids(string change)
    {
        var (before, after) = Load(_changes[change]);
        Assert.NotEqual(before.ModelId, after.ModelId);
        Assert.NotEqual(before.StateId, after.StateId);
    }

    [Fact]
    public void The_model_id_is_what_sha256sum_prints()
    {
        using var model = StepModel.Load(_plain);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_plain))[..12], model.ModelId);
        Assert.Matches("^[0-9a-f]{12}$", model.StateId);
        Assert.NotEqual(model.ModelId, model.StateId);
    }

    [Fact]
    public void The_same_file_has_the_same_ids()
    {
        var (first, second) = Load(_ => { });
        Assert.Equal(first, second);
    }

    [Fact]
    public void A_new_threshold_by_the_packer_keeps_the_state_id()
    {
        using var before = StepModel.Load(_plain);
        using var after = StepModel.Load(ModelPacker.WithThreshold(_plain, 0.25f));
        Assert.Equal(0.25f, after.Threshold);
        Assert.Equal(before.StateId, after.StateId);
        Assert.NotEqual(before.ModelId, after.ModelId);
        Assert.Throws<ModelException>(() => ModelPacker.WithThreshold(_plain, 1.01f));
    }

    private static ((string ModelId, string StateId) Before, (string ModelId, string StateId) After) Load(Action<ModelProto> change)
    {
        var changed = ModelProto.Parser.ParseFrom(_plain);
        change(changed);
        using var before = StepModel.Load(_plain);
        using var after = StepModel.Load(changed.ToByteArray());
        return ((before.ModelId, before.StateId), (after.ModelId, after.StateId));
    }

    private static void Metadata(ModelProto model, Func<ArtifactMetadata, ArtifactMetadata> change) =>
        change(ArtifactMetadata.Read(model)).WriteTo(model);
}
