using System.Text.Json.Serialization;
using Streaming.Assessment.Backtests;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>Everything in <c>metrics.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BacktestFigures))]
[JsonSerializable(typeof(BacktestResult))]
[JsonSerializable(typeof(InputFacts))]
internal sealed partial class MetricsJson : JsonSerializerContext;
