using System.Buffers.Text;

namespace Streaming.Model.Encoding.Reading;

/// <summary>Numbers as records hold them: JSON numbers, and strings such as <c>12.5</c>, <c>-12.5</c>, <c>$134.09</c> or <c>$-54.00</c>.</summary>
internal static class NumberText
{
    private static readonly double[] _powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ];

    /// <summary>Reads a number; infinite where it is too large for a double.</summary>
    /// <returns>False if the text is no number.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out double number)
    {
        text = text.Trim((byte)' ');
        var hasSign = TryTakeSign(ref text, out var isNegative);
        if (TryTakeCurrency(ref text) && !hasSign)
        {
            _ = TryTakeSign(ref text, out isNegative);
        }

        number = 0;

        // A digit or point first: the parser would read words such as Infinity too.
        if (text.IsEmpty || !(char.IsAsciiDigit((char)text[0]) || text[0] == '.'))
        {
            return false;
        }

        if (!TryReadPlain(text, out number)
            && !(Utf8Parser.TryParse(text, out number, out var consumed) && consumed == text.Length))
        {
            return false;
        }

        number = isNegative ? -number : number;
        return true;
    }

    // Digits below 2^53 and a power of ten up to 10^22 are both exact in a double, so one division rounds correctly (Clinger).
    private static bool TryReadPlain(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        if (text.Length > 18)
        {
            return false;
        }

        long digits = 0;
        var point = -1;
        for (var index = 0; index < text.Length; index++)
        {
            var digit = text[index] - '0';
            if ((uint)digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (text[index] == '.' && point < 0)
            {
                point = index;
            }
            else
            {
                return false;
            }
        }

        if (digits >= 1L << 53 || (point >= 0 && text.Length == 1))
        {
            return false;
        }

        number = digits / _powers[point < 0 ? 0 : text.Length - point - 1];
        return true;
    }

    private static bool TryTakeSign(ref ReadOnlySpan<byte> text, out bool isNegative)
    {
        isNegative = !text.IsEmpty && text[0] == '-';
        if (text.IsEmpty || text[0] is not ((byte)'-' or (byte)'+'))
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool TryTakeCurrency(ref ReadOnlySpan<byte> text)
    {
        var length = text.StartsWith("$"u8) ? 1 : text.StartsWith("£"u8) ? 2 : text.StartsWith("€"u8) ? 3 : 0;
        text = text[length..].TrimStart((byte)' ');
        return length > 0;
    }
}
