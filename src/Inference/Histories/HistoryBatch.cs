using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Histories;

/// <summary>The same records for every model: in each model's batch they stand in the same rows.</summary>
public sealed class HistoryBatch
{
    // Travels read -> decode -> score (a block per model) -> take, and back to the pool.
    private readonly RecordBatch[] _batches;

    internal HistoryBatch(RecordBatch[] batches) => _batches = batches;

    /// <summary>The records.</summary>
    public int Count => _batches[0].Count;

    /// <summary>What a model made of them.</summary>
    public RecordBatch this[int model] => _batches[model];

    internal bool IsFull => _batches[0].IsFull;

    internal void Add(in RecordedEvent record)
    {
        foreach (var batch in _batches)
        {
            batch.Add(record.Offset, record.RecordTime, key: default, record.Value.Span, isNull: record.Size < 0, fault: record.Fault);
            batch.Sizes[batch.Count - 1] = record.Size;
        }
    }

    internal void Clear() => Array.ForEach(_batches, batch => batch.Clear());
}
