namespace Streaming.Assessment.Backtests;

/// <summary>What came in. Every record is dead, outside, warm or assessed.</summary>
/// <param name="Source">The files or the topic.</param>
/// <param name="Records">Records read.</param>
/// <param name="DeadLetters">Records that could not be decoded or scored by the first model.</param>
/// <param name="DeadLettersByReason">The same by reason.</param>
/// <param name="Outside">Events before the warm-up or after the range.</param>
/// <param name="Warm">Events that stepped their key's state before the range.</param>
/// <param name="Assessed">Events in the range.</param>
/// <param name="WithoutLabel">Those of them without a label.</param>
/// <param name="ImmatureLabels">Labels left out because they would not have been known yet.</param>
/// <param name="LabelsWithoutEvent">Labels from elsewhere whose event never came; null without labels from elsewhere.</param>
/// <param name="WithoutSegment">Assessed events without the segment's field; null without segments.</param>
/// <param name="Late">Events whose time lies before that of an earlier one.</param>
/// <param name="LatestBySeconds">The greatest such distance.</param>
/// <param name="First">The first event time of the range, ISO 8601; null without events.</param>
/// <param name="Last">The last one.</param>
/// <param name="UnscoredByModel">For every further model the assessed events it could not score.</param>
/// <param name="Warnings">What a person should know before believing the figures.</param>
public sealed record InputFacts(
    string Source,
    long Records,
    long DeadLetters,
    IReadOnlyDictionary<string, long> DeadLettersByReason,
    long Outside,
    long Warm,
    int Assessed,
    int WithoutLabel,
    int ImmatureLabels,
    long? LabelsWithoutEvent,
    int? WithoutSegment,
    long Late,
    double LatestBySeconds,
    string? First,
    string? Last,
    IReadOnlyList<long> UnscoredByModel,
    IReadOnlyList<string> Warnings);
