using CsCheck;
using Google.Protobuf;
using Streaming.Model.Artifact;
using Streaming.Model.Artifact.Onnx;
using Streaming.Model.Tests.Support;
using static Streaming.Model.Artifact.Onnx.TensorProto.Types;
using static Streaming.Model.Tests.Support.GraphBuilder;

namespace Streaming.Model.Tests.Artifact;

/// <summary>Every model that cannot be run stops the start, and the message names what was expected and what was found.</summary>
public sealed class RefusalTests
{
    /// <summary>What is wrong, the change that makes it so, and what the message must hold.</summary>
    private static readonly Dictionary<string, (Action<ModelProto> Change, string[] Words)> _cases = new()
    {
        ["external data"] = (
            model =>
            {
                model.Graph.Initializer[0].ClearRawData();
                model.Graph.Initializer[0].DataLocation = DataLocation.External;
                model.Graph.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "/etc/passwd" });
            },
            ["weight 'Wxr'", "external data"]),
        ["external data in a branch"] = (
            model => model.Graph.Node.Add(new NodeProto
            {
                OpType = "If",
                Attribute =
                {
                    new AttributeProto
                    {
                        Name = "then_branch",
                        G = new GraphProto { Initializer = { new TensorProto { Name = "hidden", DataLocation = DataLocation.External } } },
                    },
                },
            }),
            ["weight 'hidden'", "external data"]),
        ["custom operator"] = (
            model => Sigmoid(model).Domain = "com.example",
            ["com.example::Sigmoid", "operator of ONNX itself"]),
        ["NaN weight"] = (model => SetWeight(model, DataType.Float, BitConverter.GetBytes(float.NaN)), ["weight 'bad'", "finite"]),
        ["infinite double weight"] = (
            model => SetWeight(model, DataType.Double, BitConverter.GetBytes(double.NegativeInfinity)), ["weight 'bad'", "finite"]),
        ["infinite half weight"] = (model => SetWeight(model, DataType.Float16, BitConverter.GetBytes(Half.PositiveInfinity)), ["weight 'bad'", "finite"]),
        ["NaN brain float weight"] = (model => SetWeight(model, DataType.Bfloat16, [0xC0, 0x7F]), ["weight 'bad'", "finite"]),
        ["NaN in float_data"] = (
            model => model.Graph.Initializer.Add(new TensorProto { Name = "bad", DataType = (int)DataType.Float, Dims = { 1 }, FloatData = { float.NaN } }),
            ["weight 'bad'", "finite"]),
        ["NaN in a Constant node"] = (
            model => model.Graph.Node.Insert(0, Constant(new AttributeProto
            {
                Name = "value",
                T = new TensorProto { Name = "inner", DataType = (int)DataType.Float, Dims = { 1 }, FloatData = { float.NaN } },
            })),
            ["weight 'inner'", "finite"]),
        ["infinite constant"] = (
            model => model.Graph.Node.Insert(0, Constant(new AttributeProto { Name = "value_float", F = float.PositiveInfinity })),
            ["node 'constant' (Constant)", "finite"]),
        ["fixed batch"] = (
            model => model.Graph.Input[0] = Value("features", DataType.Float, 16, StepGraphs.Features),
            ["input 'features'", "float32 [N, F]", "float32 [16, 3]", "fixed batch"]),
        ["fixed batch of the score"] = (
            model => Replace(model.Graph.Output, Value("score", DataType.Float, 1, 1)), ["output 'score'", "float32 [1, 1]", "fixed batch"]),
        ["float64 input"] = (
            model => model.Graph.Input[0] = Value("features", DataType.Double, "N", StepGraphs.Features),
            ["input 'features'", "expected float32 [N, F]", "found float64 [N, 3]"]),
        ["int32 categories"] = (
            model => model.Graph.Input.Add(Value("categories", DataType.Int32, "N", 1)),
            ["input 'categories'", "expected int64 [N, C]", "found int32 [N, 1]"]),
        ["missing state"] = (
            model => model.Graph.Input[1].Name = "hidden",
            ["input 'state': expected float32 [N, S], found none among the inputs 'features', 'hidden'", "input 'hidden': expected no input but"]),
        ["missing score"] = (
            model => model.Graph.Output.Remove(model.Graph.Output.Single(output => output.Name == "score")),
            ["output 'score': expected float32 [N] or [N, 1], found none among the outputs 'next_state'"]),
        ["score of two columns"] = (
            model => Replace(model.Graph.Output, Value("score", DataType.Float, "N", 2)), ["output 'score'", "found float32 [N, 2]"]),
        ["state of three dimensions"] = (
            model => model.Graph.Input[1] = Value("state", DataType.Float, "N", 1, StepGraphs.Hidden), ["input 'state'", "found float32 [N, 1, 5]"]),
        ["state without a size"] = (
            model =>
            {
                model.Graph.Input[1] = Value("state", DataType.Float, "N", "S");
                Replace(model.Graph.Output, Value("next_state", DataType.Float, "N", "T"));
            },
            ["input 'state'", "fixed S", "[N, S]", "[N, T]"]),
        ["next state of another size"] = (
            model => Replace(model.Graph.Output, Value("next_state", DataType.Float, "N", 7)), ["output 'next_state'", "[N, 5]", "[N, 7]"]),
        ["old operator set"] = (model => model.OpsetImport[0].Version = 16, ["operator set: expected 17 or later, found 16"]),
        ["unknown operator"] = (model => Sigmoid(model).OpType = "Sigmiod", ["ONNX Runtime refused the graph", "Sigmiod"]),
        ["score outside 0..1"] = (
            model =>
            {
                Sigmoid(model).OpType = "Identity";
                SetBias(model, 3);
            },
            ["output 'score': expected numbers in 0..1, found", "sigmoid"]),
        ["next state not finite"] = (
            model => Rewire(model, "Reciprocal", "state"), ["output 'next_state': expected finite numbers"]),
        ["batch fixed inside"] = (
            model =>
            {
                model.Graph.Initializer.Add(new TensorProto { Name = "to", DataType = (int)DataType.Int64, Dims = { 2 }, Int64Data = { 1, StepGraphs.Hidden } });
                Rewire(model, "Reshape", "state", "to");
            },
            ["expected to step 2 rows of zeros, found"]),
        ["rows that see each other"] = (
            model =>
            {
                model.Graph.Initializer.Add(new TensorProto { Name = "axis", DataType = (int)DataType.Int64, Dims = { 1 }, Int64Data = { 0 } });
                model.Graph.Node.Add(new NodeProto { OpType = "ReduceMean", Input = { "n", "axis" }, Output = { "mean" } });
                Rewire(model, "Sub", "n", "mean");
            },
            ["same for a row alone and beside others"]),
    };

    public static TheoryData<string> Cases => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bad_model_is_refused_by_name(string wrong)
    {
        var (change, words) = _cases[wrong];
        var message = Message(() => StepModel.Load(Artifacts.Gru(change)));
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var message = Message(() => StepModel.Load(Artifacts.Gru(model =>
        {
            model.OpsetImport[0].Version = 9;
            model.Graph.Input[0] = Value("features", DataType.Double, "N", 3);
            model.Graph.Input[1] = Value("state", DataType.Float, 4, 5);
        })));
        Assert.Equal(3, message.Split('\n').Length);
    }

    [Theory]
    [InlineData("ibm_ccf_gru_static.onnx")]
    [InlineData("ibm_ccf_lstm_static.onnx")]
    public void A_model_over_whole_windows_is_refused(string file)
    {
        var message = Message(() => StepModel.Load(SharedData.File($"models/{file}")));
        Assert.Contains("input 'features': expected float32 [N, F], found none", message, StringComparison.Ordinal);
        Assert.Contains("float32 [7, 16, 220]: a fixed batch", message, StringComparison.Ordinal);
        Assert.Contains(file, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_do_not_match_the_schema_are_refused()
    {
        var message = Message(() => StepModel.Load(Artifacts.Of(StepGraphs.Gru(), Schemas.Of(StepGraphs.Features + 1))));
        Assert.Contains("input 'features': expected F = 4, the schema's columns of features, found float32 [N, 3]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_that_do_not_match_the_schema_are_refused()
    {
        Assert.Contains(
            "input 'categories': expected int64 [N, 1] for the schema's category features, found none",
            Message(() => StepModel.Load(Artifacts.Of(StepGraphs.Gru(), Schemas.Of(StepGraphs.Features, 4)))),
            StringComparison.Ordinal);
        Assert.Contains(
            "input 'categories': expected C = 0, the schema's category features, found int64 [N, 1]",
            Message(() => StepModel.Load(Artifacts.Of(StepGraphs.Gru(1, 4), Schemas.Of(StepGraphs.Features)))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_larger_than_its_embedding_is_refused_by_the_graph()
    {
        var message = Message(() => StepModel.Load(Artifacts.Of(StepGraphs.Gru(1, 4, 6), Schemas.Of(StepGraphs.Features, 4, 7))));
        Assert.Equal(
            "category 'c1': expected an embedding of at least 7 rows for its vocabulary (6 values and index 0, unknown), found 'embedding1' with 6 rows",
            message);
    }

    [Fact]
    public void A_vocabulary_larger_than_its_embedding_is_refused_by_the_probe_where_the_graph_hides_it()
    {
        var model = StepGraphs.Gru(1, 4, 6);
        model.Graph.Node.Insert(0, new NodeProto { OpType = "Abs", Name = "hide", Input = { "categories" }, Output = { "hidden" } });
        foreach (var gather in model.Graph.Node.Where(node => node.OpType == "Gather" && node.Input[0] == "categories"))
        {
            gather.Input[0] = "hidden";
        }

        var message = Message(() => StepModel.Load(Artifacts.Of(model, Schemas.Of(StepGraphs.Features, 4, 7))));
        Assert.Contains("category 'c1' at its greatest index 6 (its embedding needs 7 rows)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_metadata_is_told_about_pack()
    {
        var message = Message(() => StepModel.Load(StepGraphs.Gru().ToByteArray()));
        Assert.Contains("found no streaming.schema, no streaming.name, no streaming.threshold", message, StringComparison.Ordinal);
        Assert.Contains("`streaming pack", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("streaming.threshold", "0,5")]
    [InlineData("streaming.threshold", "1.5")]
    [InlineData("streaming.threshold", "NaN")]
    [InlineData("streaming.name", " ")]
    [InlineData("streaming.training", "[]")]
    [InlineData("streaming.schema", "{}")]
    public void Malformed_metadata_is_refused(string key, string value)
    {
        var artifact = ModelProto.Parser.ParseFrom(Artifacts.Gru());
        foreach (var former in artifact.MetadataProps.Where(entry => entry.Key == key).ToArray())
        {
            artifact.MetadataProps.Remove(former);
        }

        artifact.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        Assert.NotEmpty(Message(() => StepModel.Load(artifact.ToByteArray())));
    }

    [Fact]
    public void Repeated_metadata_is_refused()
    {
        var artifact = ModelProto.Parser.ParseFrom(Artifacts.Gru());
        artifact.MetadataProps.Add(new StringStringEntryProto { Key = "streaming.threshold", Value = "0.1" });
        Assert.Contains("found more than once", Message(() => StepModel.Load(artifact.ToByteArray())), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        var good = Artifacts.Gru();
        Assert.Contains("ONNX", Message(() => StepModel.Load([])), StringComparison.Ordinal);
        Assert.Contains("ONNX", Message(() => StepModel.Load("not a model"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("ONNX", Message(() => StepModel.Load(good[..(good.Length / 2)])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_refused_or_runs_and_nothing_else_happens()
    {
        var good = Artifacts.Of(StepGraphs.Gru(1, 4, 7), Schemas.Of(StepGraphs.Features, 4, 7));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 3].Sample(
            damage =>
            {
                var bytes = good.ToArray();
                foreach (var (position, value) in damage)
                {
                    bytes[position] = value;
                }

                try
                {
                    StepModel.Load(bytes).Dispose();
                }
                catch (ModelException)
                {
                }
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_refused_by_its_path()
    {
        var missing = Path.Combine(Path.GetTempPath(), "no-such-model.onnx");
        Assert.Contains(missing, Message(() => StepModel.Load(missing)), StringComparison.Ordinal);
        Assert.Contains(Path.GetTempPath(), Message(() => StepModel.Load(Path.GetTempPath())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_not_read()
    {
        var path = Path.GetTempFileName();
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(OnnxFile.MaxBytes + 1L);
        }

        try
        {
            Assert.Contains($"found {OnnxFile.MaxBytes + 1L} bytes", Message(() => StepModel.Load(path)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Message(Func<StepModel> load) => Assert.Throws<ModelException>(() => load().Dispose()).Message;

    private static NodeProto Sigmoid(ModelProto model) => model.Graph.Node.Single(node => node.Output.Contains("score"));

    private static NodeProto Constant(AttributeProto attribute) =>
        new() { OpType = "Constant", Name = "constant", Output = { "unused" }, Attribute = { attribute } };

    private static void SetWeight(ModelProto model, DataType type, byte[] bytes) => model.Graph.Initializer.Add(
        new TensorProto { Name = "bad", DataType = (int)type, Dims = { 1 }, RawData = ByteString.CopyFrom(bytes) });

    private static void SetBias(ModelProto model, float bias)
    {
        var tensor = model.Graph.Initializer.Single(weight => weight.Name == "bias");
        tensor.RawData = ByteString.CopyFrom(BitConverter.GetBytes(bias));
    }

    // The last node before the next state is replaced: what it made is now made otherwise.
    private static void Rewire(ModelProto model, string type, params string[] inputs)
    {
        var former = model.Graph.Node.Single(node => node.Output.Contains("next_state"));
        model.Graph.Node.Remove(former);
        model.Graph.Node.Insert(
            model.Graph.Node.IndexOf(model.Graph.Node.Single(node => node.Output.Contains("logit"))),
            new NodeProto { OpType = type, Name = "rewired", Input = { inputs }, Output = { "next_state" } });
    }

    private static void Replace(Google.Protobuf.Collections.RepeatedField<ValueInfoProto> values, ValueInfoProto value) =>
        values[values.IndexOf(values.Single(other => other.Name == value.Name))] = value;
}
