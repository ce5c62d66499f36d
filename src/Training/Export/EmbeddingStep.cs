using Streaming.Training.Cells;

namespace Streaming.Training.Export;

/// <summary>The network's input: the features and, beside them, the embedding of every category.</summary>
internal static class EmbeddingStep
{
    public static string Append(StepGraph graph, IReadOnlyList<EmbeddingWeights> embeddings, string features, string? categories)
    {
        if (categories is null)
        {
            return features;
        }

        var columns = new string[embeddings.Count + 1];
        columns[0] = features;
        for (var i = 0; i < embeddings.Count; i++)
        {
            var embedding = embeddings[i];
            var index = graph.Gather($"category{i}.index", categories, graph.Constant($"category{i}.column", new long[] { i }), 1);
            var table = graph.Constant($"category{i}.table", embedding.Table, embedding.Rows, embedding.Width);
            columns[i + 1] = graph.Gather($"category{i}", table, index, 0);
        }

        return graph.Concat("input", columns);
    }
}
