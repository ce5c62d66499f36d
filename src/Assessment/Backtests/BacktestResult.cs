namespace Streaming.Assessment.Backtests;

/// <summary>What a backtest found.</summary>
/// <param name="Models">The models in their order, unfiltered.</param>
/// <param name="Differences">Every further model against the first.</param>
/// <param name="Filtered">Without known compromised cards; null unless asked for.</param>
public sealed record BacktestResult(IReadOnlyList<ModelResult> Models, IReadOnlyList<ModelDifference> Differences, FilteredResult? Filtered);
