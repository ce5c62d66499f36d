using Streaming.Inference.Batches;

namespace Streaming.Inference.Lanes;

/// <summary>What passes through a lane: a batch of records, or the barrier behind them. One of both.</summary>
internal readonly record struct LaneItem(RecordBatch? Batch, LaneBarrier? Barrier);
