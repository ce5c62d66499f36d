using Streaming.Model.Artifact;
using Streaming.Model.Artifact.Onnx;
using Streaming.Model.Tests.Support;
using static Streaming.Model.Artifact.Onnx.TensorProto.Types;
using static Streaming.Model.Tests.Support.GraphBuilder;

namespace Streaming.Inference.Tests.Support;

/// <summary>
/// A recurrent step of two features and four units. Feature f1 breaks it on demand: at <see cref="NotANumber"/> the row's next state is
/// not a number, at <see cref="Throws"/> the whole call throws.
/// </summary>
internal static class BrittleModel
{
    public const float NotANumber = 101;
    public const float Throws = 150;

    private const int Hidden = 4;

    public static StepModel Shared { get; } = StepModel.Load(Artifacts.Of(Graph(), Schemas.Of(2)));

    private static ModelProto Graph()
    {
        var random = new Random(7);
        return new GraphBuilder()
            .Input("features", DataType.Float, "N", 2)
            .Input("state", DataType.Float, "N", Hidden)
            .Integers("second", [1], 1)
            .Weight("hundred", [100], 1)
            .Weight("table", [0, -1], 2)
            .Weight("Wx", Random(random, 2 * Hidden), 2, Hidden)
            .Weight("Wh", Random(random, Hidden * Hidden), Hidden, Hidden)
            .Weight("b", Random(random, Hidden), Hidden)
            .Weight("head", Random(random, Hidden), Hidden, 1)
            .Weight("bias", [0.1f], 1)

            // Row f1 - 100 of the table, cut at 0 below: the root of -1 is not a number, and a row beyond the table is an error.
            .Node("Gather", ["features", "second"], ["f1"], Int("axis", 1))
            .Node("Sub", ["f1", "hundred"], ["beyond"])
            .Node("Relu", ["beyond"], ["place"])
            .Node("Cast", ["place"], ["index"], Int("to", (int)DataType.Int64))
            .Node("Gather", ["table", "index"], ["found"], Int("axis", 0))
            .Node("Sqrt", ["found"], ["trouble"])
            .Node("Gemm", ["features", "Wx", "b"], ["x"])
            .Node("MatMul", ["state", "Wh"], ["h"])
            .Node("Add", ["x", "h"], ["sum"])
            .Node("Tanh", ["sum"], ["n"])
            .Node("Add", ["n", "trouble"], ["next_state"])
            .Node("Gemm", ["next_state", "head", "bias"], ["logit"])
            .Node("Sigmoid", ["logit"], ["score"])
            .Output("next_state", DataType.Float, "N", Hidden)
            .Output("score", DataType.Float, "N", 1)
            .Model;
    }

    private static float[] Random(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 1.6) - 0.8))];
}
