using System.Collections.Concurrent;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Batches;

/// <summary>Batches that wait to be filled again. Thread-safe.</summary>
internal sealed class BatchPool(EventEncoder encoder, int capacity, int maxRecordBytes)
{
    private readonly ConcurrentBag<RecordBatch> _batches = [];

    /// <summary>An empty batch.</summary>
    public RecordBatch Rent() => _batches.TryTake(out var batch) ? batch : new RecordBatch(encoder, capacity, maxRecordBytes);

    /// <summary>Takes a batch back. There are never more than the lanes can hold at once.</summary>
    public void Return(RecordBatch batch)
    {
        batch.Clear();
        _batches.Add(batch);
    }
}
