namespace Streaming.Inference.Snapshots;

/// <summary>What a snapshot is of.</summary>
/// <param name="Store">The store's name.</param>
/// <param name="StateId">The state id of all its states.</param>
/// <param name="TopicId">The changelog's id.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The states contain the changelog below this offset.</param>
/// <param name="Written">When it was written.</param>
/// <param name="Records">How many records follow: key states, and a marker last if there is one.</param>
internal sealed record SnapshotHeader(string Store, string StateId, string TopicId, int Partition, long Offset, DateTimeOffset Written, int Records);
