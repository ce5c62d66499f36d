using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Batches;

/// <summary>
/// Records of one partition in offset order, with room for everything a lane's blocks add to them. Rented from the lanes,
/// filled by the record source, given back by the publish block.
/// </summary>
public sealed class RecordBatch
{
    /// <summary>What is kept of a value above the size limit: what a dead letter carries of it, bytes.</summary>
    public const int KeptOfTooLarge = 64 * 1024;

    // A batch this heavy is full whatever its count: large records must not make a batch, and so a lane, grow without bound.
    private const int FullBytes = 1024 * 1024;

    private const int UsualBytes = 64 * 1024;

    // One thread at a time: whoever holds the batch. It travels source -> decode -> score -> publish and back to the pool.
    private readonly int _maxRecordBytes;
    private readonly int[] _valueStart;
    private readonly int[] _valueLength;
    private readonly int[] _keyStart;
    private readonly int[] _keyLength;
    private readonly int[] _traceStart;
    private readonly int[] _traceLength;
    private readonly int[] _digestStart;
    private readonly int[] _digestLength;
    private byte[] _bytes = new byte[UsualBytes];
    private int _bytesLength;

    /// <summary>An empty batch for at most <paramref name="capacity"/> records, each of at most <paramref name="maxRecordBytes"/>.</summary>
    public RecordBatch(EventEncoder encoder, int capacity, int maxRecordBytes)
    {
        _maxRecordBytes = maxRecordBytes;
        Rows = new EventRows(encoder, capacity);
        Capacity = capacity;
        Offsets = new long[capacity];
        RecordTimes = new long[capacity];
        Sizes = new int[capacity];
        Faults = new RecordFault[capacity];
        Scores = new float[capacity];
        Alerts = new bool[capacity];
        KeyCounts = new long[capacity];
        _valueStart = new int[capacity];
        _valueLength = new int[capacity];
        _keyStart = new int[capacity];
        _keyLength = new int[capacity];
        _traceStart = new int[capacity];
        _traceLength = new int[capacity];
        _digestStart = new int[capacity];
        _digestLength = new int[capacity];
    }

    /// <summary>The largest number of records.</summary>
    public int Capacity { get; }

    /// <summary>The number of records.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the batch takes no further record: by count, or by bytes.</summary>
    public bool IsFull => Count == Capacity || _bytesLength >= FullBytes;

    /// <summary>What the batch counts for in its lane: its records, or its KiB if they are more.</summary>
    public int Weight => Math.Max(Count, _bytesLength >> 10);

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

    /// <summary>Dead letters: set by the source, the decode block or the score block.</summary>
    public RecordFault[] Faults { get; }

    /// <summary>Scores, 0..1; undefined where <see cref="Faults"/> has one.</summary>
    public float[] Scores { get; }

    /// <summary>Whether the score reaches the threshold; undefined where <see cref="Faults"/> has one.</summary>
    public bool[] Alerts { get; }

    /// <summary>The key's events so far, this one included.</summary>
    public long[] KeyCounts { get; }

    /// <summary>The span that the batch is in: the source's, then the lane's. Default while nobody traces.</summary>
    public ActivityContext TraceContext { get; set; }

    /// <summary>The lane's own span of the batch.</summary>
    internal Activity? Span { get; set; }

    /// <summary>The spans of single records, by row.</summary>
    internal List<(int Row, Activity Span)> RecordSpans { get; } = [];

    /// <summary>When the lane took the batch; null unless someone wants to know.</summary>
    internal DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>
    /// Adds a record; the batch must not be <see cref="IsFull"/>. Of a value above the size limit the first 64 KiB are kept, and the
    /// record is a dead letter; so is a record without a value.
    /// </summary>
    /// <param name="offset">Source offset.</param>
    /// <param name="recordTime">Record timestamp, ms since the Unix epoch; -1 if unknown.</param>
    /// <param name="key">Record key; empty if none.</param>
    /// <param name="value">The whole value; empty if none.</param>
    /// <param name="isNull">Whether the record has no value (a tombstone).</param>
    /// <param name="traceParent">W3C traceparent, or empty.</param>
    /// <param name="fault">What the source itself found wrong.</param>
    public void Add(
        long offset,
        long recordTime,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> value,
        bool isNull,
        ReadOnlySpan<byte> traceParent = default,
        RecordFault fault = default)
    {
        var row = Count;
        Offsets[row] = offset;
        RecordTimes[row] = recordTime;
        Sizes[row] = isNull ? -1 : value.Length;
        Faults[row] = fault.IsFault ? fault : Check(value.Length, isNull);
        (_digestStart[row], _digestLength[row]) = (0, 0);
        if (value.Length > _maxRecordBytes)
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(value, digest);
            (_digestStart[row], _digestLength[row]) = Append(digest);
            value = value[..Math.Min(value.Length, KeptOfTooLarge)];
        }

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

    /// <summary>Has what comes of a record point to another span; the record came with a traceparent.</summary>
    internal void SetTraceParent(int row, string? id)
    {
        if (id?.Length == TraceParent.Length && _traceLength[row] == TraceParent.Length)
        {
            Encoding.ASCII.GetBytes(id, _bytes.AsSpan(_traceStart[row], TraceParent.Length));
        }
    }

    /// <summary>SHA-256 of the whole value where <see cref="ValueOf"/> is only its beginning; empty otherwise.</summary>
    public ReadOnlySpan<byte> DigestOf(int row) => _bytes.AsSpan(_digestStart[row], _digestLength[row]);

    /// <summary>Empties the batch so that it can be filled again.</summary>
    public void Clear()
    {
        Count = 0;
        _bytesLength = 0;
        TraceContext = default;
        Rows.Clear();
        if (_bytes.Length > FullBytes)
        {
            _bytes = new byte[UsualBytes];
        }
    }

    private RecordFault Check(int size, bool isNull) =>
        isNull ? new RecordFault(FaultReason.NullValue, "A record without a value")
        : size > _maxRecordBytes ? new RecordFault(FaultReason.TooLarge, string.Create(
            CultureInfo.InvariantCulture,
            $"A value of {size} bytes; at most {_maxRecordBytes} are read"))
        : default;

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
