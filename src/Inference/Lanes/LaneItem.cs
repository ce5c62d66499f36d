using Streaming.Inference.Batches;

namespace Streaming.Inference.Lanes;

/// <summary>What passes through a lane: a batch of records, the barrier behind them, a rewind, or a look at a key. One of the four.</summary>
internal readonly record struct LaneItem(RecordBatch? Batch, LaneBarrier? Barrier = null, LaneRewind? Rewind = null, KeyLook? Look = null);
