namespace Streaming.Inference.Lanes;

/// <summary>The consumer stood at the end of a partition when a lane had been offered so many batches.</summary>
internal sealed record PartitionEnd(long Position, int Epoch, long Batches);
