namespace Streaming.Assessment.Backtests;

/// <summary>A model whose scores are judged.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="ModelId">Which file it is.</param>
/// <param name="StateId">Whose key states it goes on with.</param>
/// <param name="Threshold">A score at or above it is an alert.</param>
public sealed record AssessedModel(string Name, string ModelId, string StateId, float Threshold);
