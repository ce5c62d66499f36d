using Streaming.Model.Encoding;

namespace Streaming.Inference.Batches;

/// <summary>
/// Records of one partition in offset order, with room for everything a lane's blocks add to them. Rented from the lanes,
/// filled by the record source, given back by the publish block.
/// </summary>
public sealed class RecordBatch
{
    // One thread at a time: whoever holds the batch. It travels source -> decode -> score -> publish and back to the pool.
    private readonly int[] _valueStart;
    private readonly int[] _valueLength;
    private readonly int[] _keyStart;
    private readonly int[] _keyLength;
    private readonly int[] _traceStart;
    private readonly int[] _traceLength;
    private byte[] _bytes = new byte[64 * 1024];
    private int _bytesLength;

    /// <summary>An empty batch for at most <paramref name="capacity"/> records.</summary>
    public RecordBatch(EventEncoder encoder, int capacity)
    {
        Rows = new EventRows(encoder, capacity);
        Capacity = capacity;
        Offsets = new long[capacity];
        RecordTimes = new long[capacity];
        Sizes = new int[capacity];
        Faults = new RecordFault[capacity];
        Scores = new float[capacity];
        KeyCounts = new long[capacity];
        _valueStart = new int[capacity];
        _valueLength = new int[capacity];
        _keyStart = new int[capacity];
        _keyLength = new int[capacity];
        _traceStart = new int[capacity];
        _traceLength = new int[capacity];
    }

    /// <summary>The largest number of records.</summary>
    public int Capacity { get; }

    /// <summary>The number of records.</summary>
    public int Count { get; private set; }

    /// <summary>The input partition.</summary>
    public int Partition { get; set; }

    /// <summary>The lane's epoch when the source read these records; the lane drops batches of older epochs.</summary>
    public int Epoch { get; set; }

    /// <summary>Source offsets.</summary>
    public long[] Offsets { get; }

    /// <summary>Record timestamps, milliseconds since the Unix epoch; -1 if unknown.</summary>
    public long[] RecordTimes { get; }

    /// <summary>Sizes of the values as they came, bytes; -1 for a record without a value.</summary>
    public int[] Sizes { get; }

    /// <summary>What the decode block makes of the records.</summary>
    public EventRows Rows { get; }

    /// <summary>Dead letters: set by the source (too large), the decode block or the score block.</summary>
    public RecordFault[] Faults { get; }

    /// <summary>Scores, 0..1; undefined where <see cref="Faults"/> has one.</summary>
    public float[] Scores { get; }

    /// <summary>The key's events so far, this one included.</summary>
    public long[] KeyCounts { get; }

    /// <summary>Adds a record; <see cref="Count"/> must be below <see cref="Capacity"/>.</summary>
    /// <param name="offset">Source offset.</param>
    /// <param name="recordTime">Record timestamp, ms since the Unix epoch.</param>
    /// <param name="key">Record key; empty if none.</param>
    /// <param name="value">Record value (of one above the size limit: its first 64 KiB).</param>
    /// <param name="size">Size of the whole value; -1 for a record without a value.</param>
    /// <param name="traceParent">W3C traceparent, or empty.</param>
    /// <param name="fault">What the source itself found wrong.</param>
    public void Add(
        long offset,
        long recordTime,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> value,
        int size,
        ReadOnlySpan<byte> traceParent = default,
        RecordFault fault = default)
    {
        var row = Count;
        Offsets[row] = offset;
        RecordTimes[row] = recordTime;
        Sizes[row] = size;
        Faults[row] = fault;
        (_valueStart[row], _valueLength[row]) = Append(value);
        (_keyStart[row], _keyLength[row]) = Append(key);
        (_traceStart[row], _traceLength[row]) = Append(traceParent);
        Count = row + 1;
    }

    /// <summary>The record's value (of one above the size limit: its beginning).</summary>
    public ReadOnlySpan<byte> ValueOf(int row) => _bytes.AsSpan(_valueStart[row], _valueLength[row]);

    /// <summary>The record's key as it came; empty if none.</summary>
    public ReadOnlySpan<byte> RecordKeyOf(int row) => _bytes.AsSpan(_keyStart[row], _keyLength[row]);

    /// <summary>The record's traceparent; empty if none.</summary>
    public ReadOnlySpan<byte> TraceParentOf(int row) => _bytes.AsSpan(_traceStart[row], _traceLength[row]);

    /// <summary>Empties the batch so that it can be filled again.</summary>
    public void Clear()
    {
        Count = 0;
        _bytesLength = 0;
        Rows.Clear();
    }

    private (int Start, int Length) Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytesLength + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _bytesLength + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(_bytesLength));
        var start = _bytesLength;
        _bytesLength += bytes.Length;
        return (start, bytes.Length);
    }
}
