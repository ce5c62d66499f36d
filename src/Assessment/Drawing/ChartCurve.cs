namespace Streaming.Assessment.Drawing;

/// <summary>One curve of a chart.</summary>
/// <param name="Name">As the legend says; a chart of one curve has no legend.</param>
/// <param name="Points">From left to right; a point that is not finite leaves a gap.</param>
/// <param name="Colour">Which of the palette's colours, from 0.</param>
/// <param name="IsReference">Drawn thin and dashed: something to compare with.</param>
public sealed record ChartCurve(string Name, IReadOnlyList<CurvePoint> Points, int Colour = 0, bool IsReference = false);
