namespace Streaming.Inference.Reports;

/// <summary>Scores so far, by bin.</summary>
/// <param name="Edges">Rising edges.</param>
/// <param name="Counts">One more than edges: bin k holds the scores above edge k-1 and not above edge k.</param>
public sealed record ScoreHistogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts);
