namespace Streaming.Model.Stepping;

/// <summary>The widths of a step function's tensors.</summary>
/// <param name="FeatureCount">F.</param>
/// <param name="CategoryCount">C; 0 if the graph has no such input.</param>
/// <param name="StateLength">S.</param>
/// <param name="ScoreIsColumn">Whether <c>score</c> is [N, 1] rather than [N].</param>
internal readonly record struct StepShape(int FeatureCount, int CategoryCount, int StateLength, bool ScoreIsColumn)
{
    /// <summary>The shape of a matrix with a row per event.</summary>
    public static long[] Matrix(int rows, int columns) => [rows, columns];

    /// <summary>The shape of <c>score</c>.</summary>
    public long[] Score(int rows) => ScoreIsColumn ? [rows, 1] : [rows];
}
