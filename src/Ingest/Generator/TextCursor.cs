using System.Buffers.Text;
using System.Globalization;

namespace Streaming.Ingest.Generator;

/// <summary>Writes fields one behind the other into a span that is large enough.</summary>
internal ref struct TextCursor(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_destination[Length..]);
        Length += text.Length;
    }

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, _destination[Length..], out var written);
        Length += written;
    }

    /// <summary>Seed and sequence: unique over runs of different seeds.</summary>
    public void Id(in Transaction transaction)
    {
        Number(transaction.Seed);
        Append("-"u8);
        Number(transaction.Sequence);
    }

    /// <summary>A letter and at least six digits: nothing that could be taken for a card number.</summary>
    public void Token(byte letter, int number)
    {
        _destination[Length++] = letter;
        Utf8Formatter.TryFormat(number, _destination[Length..], out var written, new('D', 6));
        Length += written;
    }

    /// <summary>A number of <paramref name="digits"/> decimals, given in units of the last one.</summary>
    public void Decimal(long value, byte digits)
    {
        if (value < 0)
        {
            Append("-"u8);
            value = -value;
        }

        var unit = digits == 2 ? 100 : 10_000;
        Number(value / unit);
        Append("."u8);
        Utf8Formatter.TryFormat(value % unit, _destination[Length..], out var written, new('D', digits));
        Length += written;
    }

    /// <summary>ISO 8601 in UTC with milliseconds.</summary>
    public void Time(long milliseconds)
    {
        // "O" has a fast path; its last four decimals make room for the Z.
        DateTime.UnixEpoch.AddMilliseconds(milliseconds).TryFormat(_destination[Length..], out _, "O", CultureInfo.InvariantCulture);
        Length += 23;
        _destination[Length++] = (byte)'Z';
    }
}
