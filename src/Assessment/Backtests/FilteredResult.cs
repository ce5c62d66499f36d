namespace Streaming.Assessment.Backtests;

/// <summary>The figures without the events of cards that were known to be compromised. Never to be mixed with the unfiltered ones.</summary>
/// <param name="Dropped">Events left out.</param>
/// <param name="DroppedFrauds">Frauds among them.</param>
/// <param name="Models">The models, in their order.</param>
public sealed record FilteredResult(int Dropped, int DroppedFrauds, IReadOnlyList<ModelResult> Models);
