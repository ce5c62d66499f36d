using System.Buffers;

namespace Streaming.Ingest.Files;

/// <summary>A growing buffer of JSON text, UTF-8.</summary>
internal sealed class JsonText
{
    // Bytes above 0x7F pass as they are: whether they are UTF-8 the encoder judges, as it does for a topic.
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private byte[] _bytes = new byte[4_096];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Append(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> json)
    {
        Reserve(json.Length);
        json.CopyTo(_bytes.AsSpan(Length));
        Length += json.Length;
    }

    /// <summary>Room for a formatter; <see cref="Advance"/> takes what it wrote.</summary>
    public Span<byte> Room(int bytes)
    {
        Reserve(bytes);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int bytes) => Length += bytes;

    /// <summary>Appends a string with its quotes.</summary>
    public void AppendString(ReadOnlySpan<byte> text)
    {
        Append((byte)'"');
        for (var next = text.IndexOfAny(Escaped); next >= 0; next = text.IndexOfAny(Escaped))
        {
            Append(text[..next]);
            AppendEscaped(text[next]);
            text = text[(next + 1)..];
        }

        Append(text);
        Append((byte)'"');
    }

    private void AppendEscaped(byte value)
    {
        switch (value)
        {
            case (byte)'"':
                Append("\\\""u8);
                break;
            case (byte)'\\':
                Append("\\\\"u8);
                break;
            case (byte)'\n':
                Append("\\n"u8);
                break;
            case (byte)'\r':
                Append("\\r"u8);
                break;
            case (byte)'\t':
                Append("\\t"u8);
                break;
            default:
                Append("\\u00"u8);
                Append((byte)(value < 0x10 ? '0' : '1'));
                Append("0123456789abcdef"u8[value & 0xF]);
                break;
        }
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes));
        }
    }
}
