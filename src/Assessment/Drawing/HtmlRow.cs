namespace Streaming.Assessment.Drawing;

/// <summary>A row of a table.</summary>
/// <param name="Cells">From left to right.</param>
/// <param name="IsEmphasised">The one to look at.</param>
public sealed record HtmlRow(IReadOnlyList<string> Cells, bool IsEmphasised = false);
