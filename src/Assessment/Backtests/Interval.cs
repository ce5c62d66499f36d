namespace Streaming.Assessment.Backtests;

/// <summary>Where a figure lies in 95 of 100 resamplings of the cards.</summary>
/// <param name="Low">From.</param>
/// <param name="High">To.</param>
public sealed record Interval(double Low, double High);
