using System.Text.Json.Serialization;
using Streaming.Assessment.Metrics;

namespace Streaming.Assessment.Backtests;

/// <summary>All figures of one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Overall">Of the whole range.</param>
/// <param name="Intervals">Of some overall figures, by name; null without resampling.</param>
/// <param name="Days">By day, UTC. Card precision leaves out cards that were found on an earlier day of the range.</param>
/// <param name="Weeks">By seven days from the range's first. Each stands alone: cards found in an earlier week count again.</param>
/// <param name="Segments">By segment, the greatest first; empty unless one was asked for.</param>
public sealed record ModelResult(
    AssessedModel Model,
    BacktestFigures Overall,
    IReadOnlyDictionary<string, Interval>? Intervals,
    IReadOnlyList<PartFigures> Days,
    IReadOnlyList<PartFigures> Weeks,
    IReadOnlyList<PartFigures> Segments)
{
    /// <summary>What every threshold would have caught, for drawing.</summary>
    [JsonIgnore]
    public RankingCurve Curve { get; init; } = new([], 0, 0);

    /// <summary>All scores of the range, labelled or not.</summary>
    internal FallingScores? Scores { get; init; }
}
