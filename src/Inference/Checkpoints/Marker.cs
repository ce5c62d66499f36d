using Streaming.Inference.Ports;

namespace Streaming.Inference.Checkpoints;

/// <summary>What the changelog says about a checkpoint of a partition.</summary>
/// <param name="Offset">The committed source offset.</param>
/// <param name="StreamTime">The stream time at it, microseconds since the Unix epoch.</param>
/// <param name="Group">See <see cref="StateOrigin"/>.</param>
/// <param name="TopicId">See <see cref="StateOrigin"/>.</param>
/// <param name="PartitionCount">See <see cref="StateOrigin"/>.</param>
/// <param name="KeySecretId">See <see cref="StateOrigin"/>.</param>
internal sealed record Marker(long Offset, long StreamTime, string Group, string TopicId, int PartitionCount, string KeySecretId);
