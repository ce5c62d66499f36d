using Streaming.Inference.Batches;

namespace Streaming.Ingest.Polling;

/// <summary>What the poll thread keeps of one assigned partition.</summary>
internal sealed class PolledPartition(int number)
{
    // Poll thread only, but for the two offsets that the lag gauge reads.
    private long _next;
    private long _logEnd = -1;

    /// <summary>The partition's number.</summary>
    public int Number { get; } = number;

    /// <summary>Marks the batches read since the last seek.</summary>
    public int Epoch { get; set; }

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

    /// <summary>The latest seek not yet carried out.</summary>
    public SeekCommand? Seek { get; set; }

    /// <summary>Offsets from here on are not read (<c>--until-end</c>, <c>--max-events</c>).</summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>The end of the partition as just seen, to be announced once all before it is offered.</summary>
    public long? ReachedEnd { get; set; }

    /// <summary>Records taken since the last seek.</summary>
    public long Taken { get; set; }

    /// <summary>The offset of the next record to take.</summary>
    public long Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }

    /// <summary>The read_committed end that the client last saw; -1 if unknown.</summary>
    public long LogEnd
    {
        get => Volatile.Read(ref _logEnd);
        set => Volatile.Write(ref _logEnd, value);
    }

    /// <summary>Records not yet read; null if unknown.</summary>
    public long? Lag => IsOpen && LogEnd >= 0 ? Math.Max(0, LogEnd - Next) : null;
}
