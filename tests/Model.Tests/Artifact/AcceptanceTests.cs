using Google.Protobuf;
using Streaming.Model.Artifact;
using Streaming.Model.Artifact.Onnx;
using Streaming.Model.Tests.Support;
using static Streaming.Model.Artifact.Onnx.TensorProto.Types;
using static Streaming.Model.Tests.Support.GraphBuilder;

namespace Streaming.Model.Tests.Artifact;

/// <summary>Exporters differ; all that keeps the contract runs.</summary>
public sealed class AcceptanceTests
{
    private static readonly Dictionary<string, Action<ModelProto>> _cases = new()
    {
        ["as it is"] = _ => { },
        ["operator set 17"] = model => model.OpsetImport[0].Version = 17,
        ["unnamed batch"] = model => model.Graph.Input[0] = Value("features", DataType.Float, "", StepGraphs.Features),
        ["a symbol for F"] = model => model.Graph.Input[0] = Value("features", DataType.Float, "N", "F"),
        ["a symbol for the state's S"] = model => model.Graph.Input[1] = Value("state", DataType.Float, "N", "S"),
        ["a symbol for the next state's S"] = model => model.Graph.Output[0] = Value("next_state", DataType.Float, "M", "next_state_dim_1"),
        ["outputs without a shape"] = model =>
        {
            foreach (var output in model.Graph.Output)
            {
                output.Type.TensorType.Shape = null;
            }
        },
        ["other order"] = model =>
        {
            (model.Graph.Input[0], model.Graph.Input[1]) = (model.Graph.Input[1], model.Graph.Input[0]);
            (model.Graph.Output[0], model.Graph.Output[1]) = (model.Graph.Output[1], model.Graph.Output[0]);
        },
        ["an output more"] = model => model.Graph.Output.Insert(0, Value("logit", DataType.Float, "N", 1)),
        ["weights among the inputs"] = model => model.Graph.Input.Insert(0, Value("head", DataType.Float, StepGraphs.Hidden, 1)),
        ["an unused import"] = model => model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 }),
        ["a function of its own"] = model =>
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = "mine", Version = 1 });
            model.Functions.Add(new FunctionProto
            {
                Name = "Squash",
                Domain = "mine",
                Input = { "x" },
                Output = { "y" },
                Node = { new NodeProto { OpType = "Sigmoid", Input = { "x" }, Output = { "y" } } },
                OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 18 } },
            });
            var sigmoid = model.Graph.Node.Single(node => node.Output.Contains("score"));
            (sigmoid.Domain, sigmoid.OpType) = ("mine", "Squash");
        },
    };

    public static TheoryData<string> Cases => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_model_that_keeps_the_contract_steps_as_the_plain_one(string difference)
    {
        using var plain = StepModel.Load(Artifacts.Gru());
        using var model = StepModel.Load(Artifacts.Gru(_cases[difference]));
        using var expected = plain.CreateRunner(5);
        using var runner = model.CreateRunner(5);
        var random = new Random(3);
        Stepper.Row[] rows = [.. Enumerable.Range(0, 5).Select(_ => new Stepper(plain).RandomRow(random))];
        Assert.Equal(StepGraphs.Hidden, model.StateLength);
        Assert.All(Stepper.Step(expected, rows).Zip(Stepper.Step(runner, rows)), pair => Assert.InRange(Stepper.Distance(pair.First, pair.Second), 0, 1e-6f));
    }

    [Fact]
    public void A_GRU_node_is_a_step_like_any_other()
    {
        using var model = StepModel.Load(Artifacts.Of(StepGraphs.GruNode(), Schemas.Of(StepGraphs.Features)));
        Assert.Equal(StepGraphs.Hidden, model.StateLength);
    }

    [Fact]
    public void Unknown_fields_survive_a_round_trip()
    {
        // Field 77 of ModelProto, varint 5: nothing that this program knows.
        byte[] file = [.. StepGraphs.Gru().ToByteArray(), 0xE8, 0x04, 0x05];
        Assert.Equal(file, ModelProto.Parser.ParseFrom(file).ToByteArray());
    }

    [Theory]
    [MemberData(nameof(PyTorchNames))]
    public void A_third_party_file_survives_a_round_trip(string name)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(PyTorchModel.File(name, "onnx")));
        Assert.Equal(model, ModelProto.Parser.ParseFrom(model.ToByteArray()));
    }

    public static TheoryData<string> PyTorchNames => [.. PyTorchModel.Names];
}
