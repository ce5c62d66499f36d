namespace Streaming.Model.Artifact;

/// <summary>A table in the graph that a category column indexes.</summary>
/// <param name="Column">The column of <c>categories</c>.</param>
/// <param name="Table">The weight's name.</param>
/// <param name="Rows">Its rows: the indices that it knows are 0 to one less.</param>
internal readonly record struct Embedding(int Column, string Table, long Rows);
