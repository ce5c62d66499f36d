using Confluent.Kafka;

namespace Streaming.Ingest.Polling;

/// <summary>
/// Copies a key or value out of the client's memory into a buffer that the next record reuses: no string, no array per record. The
/// partition, and so the batch, is known only after the client has called this.
/// </summary>
internal sealed class BytesReader : IDeserializer<byte>
{
    // Poll thread only: filled inside Consume, read right after it.
    private const int KeptBytes = 1024 * 1024;

    private byte[] _bytes = new byte[4 * 1024];
    private int _length;

    /// <summary>The bytes of the record just consumed; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Whether the record has none.</summary>
    public bool IsNull { get; private set; }

    /// <inheritdoc />
    public byte Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        IsNull = isNull;
        if (data.Length > _bytes.Length || _bytes.Length > KeptBytes)
        {
            _bytes = new byte[Math.Max(data.Length, Math.Min(_bytes.Length * 2, KeptBytes))];
        }

        data.CopyTo(_bytes);
        _length = data.Length;
        return 0;
    }
}
