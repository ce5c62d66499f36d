namespace Streaming.Training.Cells;

/// <summary>The embedding of one category feature.</summary>
/// <param name="Table">[rows, width], row-major; row 0 is the unknown or missing value.</param>
/// <param name="Rows">Values of the vocabulary and the unknown one.</param>
internal sealed record EmbeddingWeights(float[] Table, int Rows)
{
    /// <summary>Columns per value.</summary>
    public int Width => Table.Length / Rows;
}
