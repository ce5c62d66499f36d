namespace Streaming.Inference.Ports;

/// <summary>What a partition of the input holds: [<paramref name="Start"/>, <paramref name="End"/>), the end as read_committed sees it.</summary>
public readonly record struct PartitionRange(long Start, long End);
