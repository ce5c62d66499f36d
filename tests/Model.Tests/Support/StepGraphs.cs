using Streaming.Model.Artifact.Onnx;
using static Streaming.Model.Artifact.Onnx.TensorProto.Types;
using static Streaming.Model.Tests.Support.GraphBuilder;

namespace Streaming.Model.Tests.Support;

/// <summary>Small step functions with random weights.</summary>
internal static class StepGraphs
{
    public const int Features = 3;
    public const int Hidden = 5;

    private const int EmbeddingWidth = 2;

    /// <summary>A GRU cell of Gemm, Sigmoid, Tanh and Mul, with one embedding of the given rows per category column.</summary>
    public static ModelProto Gru(int seed = 1, params int[] embeddingRows)
    {
        var random = new Random(seed);
        var graph = new GraphBuilder()
            .Input("features", DataType.Float, "N", Features)
            .Input("state", DataType.Float, "N", Hidden);
        string[] parts = ["features"];
        if (embeddingRows.Length > 0)
        {
            graph.Input("categories", DataType.Int64, "N", embeddingRows.Length);
        }

        for (var column = 0; column < embeddingRows.Length; column++)
        {
            graph.Integers($"index{column}", [column])
                .Weight($"embedding{column}", Random(random, embeddingRows[column] * EmbeddingWidth), embeddingRows[column], EmbeddingWidth)
                .Node("Gather", ["categories", $"index{column}"], [$"column{column}"], Int("axis", 1))
                .Node("Gather", [$"embedding{column}", $"column{column}"], [$"embedded{column}"], Int("axis", 0));
            parts = [.. parts, $"embedded{column}"];
        }

        var width = Features + (EmbeddingWidth * embeddingRows.Length);
        return graph
            .Node("Concat", parts, ["x"], Int("axis", 1))
            .Gates(random, width)
            .Node("Mul", ["r", "hn"], ["rhn"])
            .Node("Add", ["xn", "rhn"], ["n0"])
            .Node("Tanh", ["n0"], ["n"])
            .Node("Sub", ["state", "n"], ["difference"])
            .Node("Mul", ["z", "difference"], ["kept"])
            .Node("Add", ["n", "kept"], ["next_state"])
            .Head(random, "next_state")
            .Output("next_state", DataType.Float, "N", Hidden)
            .Output("score", DataType.Float, "N", 1)
            .Model;
    }

    /// <summary>The same contract with the operator GRU, score [N], other symbols, and an output that nobody asked for.</summary>
    public static ModelProto GruNode(int seed = 1)
    {
        var random = new Random(seed);
        return new GraphBuilder()
            .Input("state", DataType.Float, "batch", "hidden")
            .Input("features", DataType.Float, "batch", Features)
            .Integers("first", [0], 1)
            .Integers("last", [1], 1)
            .Weight("W", Random(random, 3 * Hidden * Features), 1, 3 * Hidden, Features)
            .Weight("R", Random(random, 3 * Hidden * Hidden), 1, 3 * Hidden, Hidden)
            .Node("Unsqueeze", ["features", "first"], ["sequence"])
            .Node("Unsqueeze", ["state", "first"], ["before"])
            .Node("GRU", ["sequence", "W", "R", "", "", "before"], ["", "after"], Int("hidden_size", Hidden), Int("linear_before_reset", 1))
            .Node("Squeeze", ["after", "first"], ["next_state"])
            .Head(random, "next_state", "column")
            .Node("Squeeze", ["column", "last"], ["score"])
            .Output("logit", DataType.Float, "batch", 1)
            .Output("next_state", DataType.Float, "batch", Hidden)
            .Output("score", DataType.Float, "scores")
            .Model;
    }

    private static GraphBuilder Gates(this GraphBuilder graph, Random random, int width)
    {
        foreach (var gate in (string[])["r", "z", "n"])
        {
            graph.Weight($"Wx{gate}", Random(random, width * Hidden), width, Hidden)
                .Weight($"Wh{gate}", Random(random, Hidden * Hidden), Hidden, Hidden)
                .Weight($"b{gate}", Random(random, Hidden), Hidden)
                .Node("Gemm", ["x", $"Wx{gate}", $"b{gate}"], [$"x{gate}"])
                .Node("MatMul", ["state", $"Wh{gate}"], [$"h{gate}"]);
            if (gate != "n")
            {
                graph.Node("Add", [$"x{gate}", $"h{gate}"], [$"{gate}0"]).Node("Sigmoid", [$"{gate}0"], [gate]);
            }
        }

        return graph;
    }

    private static GraphBuilder Head(this GraphBuilder graph, Random random, string from, string score = "score") => graph
        .Weight("head", Random(random, Hidden), Hidden, 1)
        .Weight("bias", [-0.5f], 1)
        .Node("Gemm", [from, "head", "bias"], ["logit"])
        .Node("Sigmoid", ["logit"], [score]);

    private static float[] Random(Random random, int count)
    {
        var values = new float[count];
        for (var index = 0; index < count; index++)
        {
            values[index] = (float)((random.NextDouble() * 1.6) - 0.8);
        }

        return values;
    }
}
