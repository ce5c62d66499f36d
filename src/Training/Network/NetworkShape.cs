using Streaming.Training.Cells;

namespace Streaming.Training.Network;

/// <summary>The form of a network.</summary>
/// <param name="Features">F: columns of <c>features</c>.</param>
/// <param name="Vocabularies">Rows of each category's embedding, the unknown value included.</param>
/// <param name="Cell">The recurrent layers; their inputs are <see cref="InputWidth"/>.</param>
/// <param name="Reading">What the head reads.</param>
/// <param name="Outputs">Numbers that the head gives.</param>
internal sealed record NetworkShape(int Features, IReadOnlyList<int> Vocabularies, CellShape Cell, HeadReading Reading, int Outputs)
{
    /// <summary>Columns of the network's input: features and embeddings.</summary>
    public int InputWidth => InputWidthOf(Features, Vocabularies);

    /// <summary>Columns that the head reads.</summary>
    public int HeadWidth => Reading == HeadReading.StateAndEvent ? Cell.Outputs + InputWidth : Cell.Hidden;

    /// <summary>Columns of the embedding of a vocabulary: a few suffice for a few values.</summary>
    public static int EmbeddingWidth(int rows) => Math.Clamp((int)Math.Ceiling(Math.Sqrt(rows)), 2, 16);

    /// <summary>Columns of features and embeddings together.</summary>
    public static int InputWidthOf(int features, IReadOnlyList<int> vocabularies) => features + vocabularies.Sum(EmbeddingWidth);

    /// <summary>Floating-point operations of one step, a multiplication and an addition counted as two.</summary>
    public long FlopsPerStep() => Cell.FlopsPerStep() + (2L * ((HeadWidth * 64) + (64 * 32) + (32 * Outputs)));
}
