using System.Diagnostics;
using Streaming.Inference.Batches;

namespace Streaming.Ingest.Polling;

/// <summary>What the poll thread keeps of one assigned partition.</summary>
internal sealed class PolledPartition(int number)
{
    // Poll thread only, but for the end, which any thread reads.
    private long _logEnd = -1;

    /// <summary>The partition's number.</summary>
    public int Number { get; } = number;

    /// <summary>Marks the batches read since the last seek.</summary>
    public int Epoch { get; set; }

    /// <summary>
    /// Whether the client has begun with the partition, which its first record or end tells. Before that it may still be asking where the
    /// partition ends, and its answer would undo a seek.
    /// </summary>
    public bool HasBegun { get; set; }

    /// <summary>Whether records are taken: from the first seek on, and not while a later one is under way.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether the client was told to fetch nothing.</summary>
    public bool IsPaused { get; set; }

    /// <summary>A batch that its full lane refused, while the partition is paused.</summary>
    public bool IsStalled { get; set; }

    /// <summary>Whether the partition has reached its <see cref="Limit"/>, all before it offered.</summary>
    public bool IsFinished { get; set; }

    /// <summary>The batch being filled.</summary>
    public RecordBatch? Batch { get; set; }

    /// <summary>When the batch got its first record; default while nobody traces.</summary>
    public DateTimeOffset FilledSince { get; set; }

    /// <summary>The span of the batch, once it was first offered.</summary>
    public Activity? Span { get; set; }

    /// <summary>The batch's way to its lane ends: it is there, or was thrown away.</summary>
    public void EndSpan(string? errorType)
    {
        SpanStart.End(Span, errorType);
        Span = null;
    }

    /// <summary>The latest seek not yet carried out.</summary>
    public SeekCommand? Seek { get; set; }

    /// <summary>Offsets from here on are not read (<c>--until-end</c>, <c>--max-events</c>).</summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>The end of the partition as just seen, to be announced once all before it is offered.</summary>
    public long? ReachedEnd { get; set; }

    /// <summary>Records taken since the last seek.</summary>
    public long Taken { get; set; }

    /// <summary>The offset of the next record to take: behind the last one, or where the end was.</summary>
    public long Next { get; set; }

    /// <summary>Offsets below were taken, or lie before the last seek.</summary>
    public long TakenBelow { get; set; }

    /// <summary>The read_committed end that the client last saw; -1 if unknown.</summary>
    public long LogEnd
    {
        get => Volatile.Read(ref _logEnd);
        set => Volatile.Write(ref _logEnd, value);
    }
}
