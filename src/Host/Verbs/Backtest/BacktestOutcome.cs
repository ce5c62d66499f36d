using Streaming.Assessment.Backtests;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>What a backtest did.</summary>
/// <param name="Result">The figures.</param>
/// <param name="Input">What came in.</param>
/// <param name="Alerts">Alerts of the first model among the assessed events.</param>
/// <param name="Keys">Key states at the end, of all models.</param>
/// <param name="Steps">ONNX Runtime calls.</param>
/// <param name="Elapsed">From the first record to the last file written.</param>
internal sealed record BacktestOutcome(BacktestResult Result, InputFacts Input, int Alerts, int Keys, long Steps, TimeSpan Elapsed);
