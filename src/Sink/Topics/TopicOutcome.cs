namespace Streaming.Sink.Topics;

/// <summary>What became of a planned topic.</summary>
/// <param name="Name">The topic's name.</param>
/// <param name="Partitions">Its partitions now.</param>
/// <param name="IsNew">Whether it was created.</param>
/// <param name="Differences">Where an existing topic is not as planned, each in words; nothing was changed.</param>
public sealed record TopicOutcome(string Name, int Partitions, bool IsNew, IReadOnlyList<string> Differences);
