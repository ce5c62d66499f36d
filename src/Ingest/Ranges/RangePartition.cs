using Streaming.Inference.Ports;

namespace Streaming.Ingest.Ranges;

/// <summary>What a range reading keeps of one partition.</summary>
internal sealed class RangePartition(int number, PartitionRange range)
{
    // Bounded, or a partition with late events would be read whole while the others wait for it.
    private const int MostRecords = 10_000;
    private const int MostBytes = 8 * 1024 * 1024;

    // One thread at a time, but for Done.
    private int _records;
    private long _bytes;
    private long _done = range.Start;

    /// <summary>Its number.</summary>
    public int Number { get; } = number;

    /// <summary>Where the reading begins and ends.</summary>
    public PartitionRange Range { get; } = range;

    /// <summary>Whether the client was told to fetch nothing.</summary>
    public bool IsPaused { get; set; }

    /// <summary>The latest event time that was read and believed; null before the first.</summary>
    public long? EventTime { get; set; }

    /// <summary>Offsets that have been given out; any thread.</summary>
    public long Done => Math.Clamp(Volatile.Read(ref _done) - Range.Start, 0, Length);

    /// <summary>Offsets in the range.</summary>
    public long Length => Range.End - Range.Start;

    /// <summary>Whether enough of it waits.</summary>
    public bool IsFull => _records >= MostRecords || _bytes >= MostBytes;

    /// <summary>Whether little of it waits.</summary>
    public bool IsLow => _records < MostRecords / 2 && _bytes < MostBytes / 2;

    /// <summary>A record waits.</summary>
    public void Add(RangeRecord record)
    {
        _records++;
        _bytes += record.Size;
    }

    /// <summary>A record was given out.</summary>
    public void Take(RangeRecord record)
    {
        _records--;
        _bytes -= record.Size;
        Volatile.Write(ref _done, record.Offset + 1);
    }
}
