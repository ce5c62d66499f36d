namespace Streaming.Assessment.Backtests;

/// <summary>The figures of a day, a week or a segment.</summary>
/// <param name="Name">The day, the week's first day, or the segment.</param>
/// <param name="Figures">Its figures.</param>
public sealed record PartFigures(string Name, BacktestFigures Figures);
