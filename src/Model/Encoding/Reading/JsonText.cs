using System.Buffers.Text;
using System.Text;

namespace Streaming.Model.Encoding.Reading;

/// <summary>JSON string escapes, without exceptions: a lone surrogate is an everyday event for a decoder of foreign records.</summary>
internal static class JsonText
{
    /// <summary>Unescapes the inside of a JSON string that the reader has accepted.</summary>
    /// <returns>False on a lone surrogate, or if the destination is too small.</returns>
    public static bool TryUnescape(ReadOnlySpan<byte> raw, Span<byte> destination, out int written)
    {
        written = 0;
        while (!raw.IsEmpty)
        {
            var escape = raw.IndexOf((byte)'\\');
            var plain = escape < 0 ? raw : raw[..escape];
            if (!plain.TryCopyTo(destination[written..]))
            {
                return false;
            }

            written += plain.Length;
            if (escape < 0)
            {
                return true;
            }

            if (!TryReadRune(raw[escape..], out var rune, out var length) || !rune.TryEncodeToUtf8(destination[written..], out var bytes))
            {
                return false;
            }

            written += bytes;
            raw = raw[(escape + length)..];
        }

        return true;
    }

    private static bool TryReadRune(ReadOnlySpan<byte> escape, out Rune rune, out int length)
    {
        length = 2;
        if (escape[1] != 'u')
        {
            rune = new Rune(escape[1] switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                var other => (char)other,
            });
            return true;
        }

        length = 6;
        if (!TryReadUnit(escape, out var first))
        {
            rune = default;
            return false;
        }

        if (Rune.TryCreate(first, out rune))
        {
            return true;
        }

        length = 12;
        return TryReadUnit(escape[6..], out var second) && Rune.TryCreate(first, second, out rune);
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (escape.Length < 6 || escape[0] != '\\' || escape[1] != 'u'
            || !Utf8Parser.TryParse(escape.Slice(2, 4), out ushort code, out var consumed, 'x') || consumed != 4)
        {
            return false;
        }

        unit = (char)code;
        return true;
    }
}
