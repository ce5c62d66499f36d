namespace Streaming.Inference.Ports;

/// <summary>What a partition of the changelog spans.</summary>
/// <param name="TopicId">The changelog's id: another one when it was made anew under the same name.</param>
/// <param name="Start">The log's start.</param>
/// <param name="End">The high watermark that read_uncommitted shows.</param>
public readonly record struct ChangelogRange(string TopicId, long Start, long End);
