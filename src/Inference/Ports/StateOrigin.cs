namespace Streaming.Inference.Ports;

/// <summary>What states are made from. A marker tells it, and restore believes no state of another origin.</summary>
/// <param name="Store">The store's name in changelog keys, 1 to 255 bytes of UTF-8.</param>
/// <param name="Group">The consumer group whose offsets go with the states.</param>
/// <param name="TopicId">The input topic's id: a topic made anew under the same name has another.</param>
/// <param name="PartitionCount">The input's partitions: with more of them, keys have moved.</param>
/// <param name="KeySecretId">Names the secret that keys are replaced with; empty if they are not. Never the secret.</param>
public sealed record StateOrigin(string Store, string Group, string TopicId, int PartitionCount, string KeySecretId);
