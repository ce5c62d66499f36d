using Streaming.Model.Schema;

namespace Streaming.Model.Artifact;

/// <summary>A column of <c>categories</c>.</summary>
/// <param name="Name">The category feature's name.</param>
/// <param name="Size">Its different indices, 0 (unknown) included.</param>
/// <param name="EmbeddingRows">Rows of the table that it indexes; null where the graph does not show it plainly.</param>
public sealed record InspectedCategory(string Name, int Size, long? EmbeddingRows)
{
    internal static InspectedCategory Of(CategoryColumn category, int column, IReadOnlyList<Embedding> embeddings)
    {
        var tables = embeddings.Where(table => table.Column == column).ToArray();
        return new InspectedCategory(category.Name, category.Size ?? 0, tables.Length > 0 ? tables.Min(table => table.Rows) : null);
    }
}
