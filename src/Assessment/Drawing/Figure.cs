namespace Streaming.Assessment.Drawing;

/// <summary>A picture of a page.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Svg">The drawing.</param>
public readonly record struct Figure(string Caption, string Svg);
