using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Lanes;

/// <summary>Notices when many records in a row yield no score: a wrong schema, say. Says so once per run. Thread-safe.</summary>
internal sealed class ScorelessRun(string topic, ILogger logger)
{
    private const int Limit = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Example> _reasons = [];
    private int _length;

    /// <summary>Whether the last thousand records and more yielded no score.</summary>
    public bool IsLong => Volatile.Read(ref _length) >= Limit;

    /// <summary>Looks at a scored batch.</summary>
    public void Observe(RecordBatch batch)
    {
        lock (_lock)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (batch.Faults[row] is { Reason: { } reason } fault)
                {
                    _reasons[reason] = _reasons.TryGetValue(reason, out var example)
                        ? example with { Count = example.Count + 1 }
                        : new Example(1, batch.Partition, batch.Offsets[row], fault.Detail);
                    Reach(++_length);
                }
                else if (_length > 0)
                {
                    _length = 0;
                    _reasons.Clear();
                }
            }
        }
    }

    private void Reach(int length)
    {
        if (length == Limit)
        {
            var (reason, example) = _reasons.MaxBy(pair => pair.Value.Count);
            logger.NothingScored(Limit, reason, example.Count, topic, example.Partition, example.Offset, example.Detail);
        }
    }

    private readonly record struct Example(int Count, int Partition, long Offset, string? Detail);
}
