namespace Streaming.Inference.Checkpoints;

/// <summary>Records for one partition of the changelog, in order: key states, tombstones, a marker.</summary>
public sealed class ChangelogRecords
{
    // Invariants. A record lies whole in one chunk, key before value. Chunks stay when the set is emptied: the next checkpoint is about
    // as large. One thread at a time: the score block fills, then the checkpointer reads.
    private const int ChunkBytes = 256 * 1024;
    private const int NoValue = -1;

    private readonly List<byte[]> _chunks = [];
    private readonly List<(int Chunk, int Start, int KeyLength, int ValueLength)> _records = [];
    private int _chunk;
    private int _used;

    /// <summary>The number of records.</summary>
    public int Count => _records.Count;

    /// <summary>The key of a record.</summary>
    public ReadOnlySpan<byte> Key(int index)
    {
        var record = _records[index];
        return _chunks[record.Chunk].AsSpan(record.Start, record.KeyLength);
    }

    /// <summary>The value of a record; empty for a tombstone.</summary>
    public ReadOnlySpan<byte> Value(int index)
    {
        var record = _records[index];
        return _chunks[record.Chunk].AsSpan(record.Start + record.KeyLength, Math.Max(0, record.ValueLength));
    }

    /// <summary>Whether a record has no value.</summary>
    public bool IsTombstone(int index) => _records[index].ValueLength == NoValue;

    /// <summary>Makes room for a record, to be written into the spans.</summary>
    internal void Add(int keyLength, int valueLength, out Span<byte> key, out Span<byte> value)
    {
        var bytes = Take(keyLength + valueLength, keyLength, valueLength);
        key = bytes[..keyLength];
        value = bytes[keyLength..];
    }

    /// <summary>Makes room for a tombstone, whose key is to be written into the span.</summary>
    internal Span<byte> AddTombstone(int keyLength) => Take(keyLength, keyLength, NoValue);

    /// <summary>Forgets all records.</summary>
    internal void Clear()
    {
        _records.Clear();
        _chunk = 0;
        _used = 0;
    }

    private Span<byte> Take(int length, int keyLength, int valueLength)
    {
        while (_chunk < _chunks.Count && _used + length > _chunks[_chunk].Length)
        {
            _chunk++;
            _used = 0;
        }

        if (_chunk == _chunks.Count)
        {
            _chunks.Add(new byte[Math.Max(ChunkBytes, length)]);
        }

        _records.Add((_chunk, _used, keyLength, valueLength));
        var bytes = _chunks[_chunk].AsSpan(_used, length);
        _used += length;
        return bytes;
    }
}
