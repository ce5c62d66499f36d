using Streaming.Model.Artifact;
using Streaming.Model.Tests.Support;
using static Streaming.Model.Artifact.Onnx.TensorProto.Types;
using static Streaming.Model.Tests.Support.GraphBuilder;

namespace Streaming.Model.Tests.Artifact;

/// <summary>The ways in which exporters cut a column out of <c>categories</c>.</summary>
public sealed class EmbeddingFinderTests
{
    [Fact]
    public void A_column_gathered_by_a_negative_index_is_found() => Expect(
        [new Embedding(1, "table", 6)],
        Graph().Integers("index", [-1]).Node("Gather", ["categories", "index"], ["column"], Int("axis", 1)).Node("Gather", ["table", "column"], ["row"]));

    [Fact]
    public void A_sliced_and_squeezed_column_is_found() => Expect(
        [new Embedding(1, "table", 6)],
        Graph().Integers("one", [1], 1).Integers("end", [long.MaxValue], 1)
            .Node("Slice", ["categories", "one", "end", "one"], ["part"])
            .Node("Squeeze", ["part", "one"], ["column"])
            .Node("Gather", ["table", "column"], ["row"]));

    [Fact]
    public void A_split_column_is_found_and_a_cast_looked_through() => Expect(
        [new Embedding(0, "table", 6)],
        Graph().Node("Cast", ["categories"], ["cast"], Int("to", (long)DataType.Int32))
            .Node("Split", ["cast"], ["first", "second"], Int("axis", 1), Int("num_outputs", 2))
            .Node("Gather", ["table", "first"], ["row"]));

    [Fact]
    public void A_one_hot_code_counts_as_an_embedding() => Expect(
        [new Embedding(0, "code", 9)],
        Graph().Integers("index", [0]).Integers("depth", [9])
            .Node("Gather", ["categories", "index"], ["column"], Int("axis", 1))
            .Node("OneHot", ["column", "depth", "values"], ["code"]));

    [Fact]
    public void The_matrix_of_a_single_category_is_its_column() =>
        Assert.Equal([new Embedding(0, "table", 6)], EmbeddingFinder.Find(Graph().Node("Gather", ["table", "categories"], ["row"]).Model.Graph, 1));

    [Fact]
    public void A_lookup_by_something_else_is_not_taken_for_one() => Expect([], Graph().Node("Gather", ["table", "clock"], ["row"]));

    private static GraphBuilder Graph() => new GraphBuilder().Weight("table", new float[12], 6, 2);

    private static void Expect(Embedding[] expected, GraphBuilder graph) => Assert.Equal(expected, EmbeddingFinder.Find(graph.Model.Graph, 2));
}
