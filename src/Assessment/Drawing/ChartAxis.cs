namespace Streaming.Assessment.Drawing;

/// <summary>One axis of a chart.</summary>
/// <param name="Title">What it measures.</param>
/// <param name="Scale">How.</param>
public sealed record ChartAxis(string Title, AxisScale Scale = AxisScale.Linear);
