namespace Streaming.Inference.Ports;

/// <summary>A position in one partition of the input topic: the offset of the next record to read.</summary>
public readonly record struct PartitionOffset(int Partition, long Offset);
