namespace Streaming.Assessment.Backtests;

/// <summary>How much better one model is than another in one figure.</summary>
/// <param name="Difference">The one's figure less the other's.</param>
/// <param name="Interval">Where it lies when cards are resampled, both models judged on the same ones; null without resampling.</param>
public sealed record FigureDifference(double? Difference, Interval? Interval);
