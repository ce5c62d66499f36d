namespace Streaming.Assessment.Backtests.Reports;

/// <summary>All that the page shows.</summary>
/// <param name="Input">What came in.</param>
/// <param name="Events">The scored events.</param>
/// <param name="Result">What was found.</param>
/// <param name="Missed">Frauds that the first model let through, the dearest first (without amounts: the lowest scores).</param>
/// <param name="FalseAlarms">Genuine events with the first model's highest scores.</param>
/// <param name="SegmentField">What segments are; null without segments.</param>
/// <param name="FilterDelay">The delay of the filter, as typed; null without a filter.</param>
public sealed record BacktestData(
    InputFacts Input,
    ScoredEvents Events,
    BacktestResult Result,
    NotableEvents Missed,
    NotableEvents FalseAlarms,
    string? SegmentField,
    string? FilterDelay);
