using Streaming.Inference.Batches;

namespace Streaming.Inference.Lanes;

/// <summary>What passes through a lane: a batch of records, the barrier behind them, or a rewind. One of the three.</summary>
internal readonly record struct LaneItem(RecordBatch? Batch, LaneBarrier? Barrier = null, LaneRewind? Rewind = null);
