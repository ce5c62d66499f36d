namespace Streaming.Training.Reporting;

/// <summary>A point of a curve.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
internal readonly record struct CurvePoint(double X, double Y);
