namespace Streaming.Model.Encoding.Times;

/// <summary>ISO 8601: a date, perhaps a clock time behind T or a space, perhaps an offset.</summary>
internal static class IsoTime
{
    private const int LongestFraction = 32;

    public static bool TryRead(ReadOnlySpan<byte> text, out WrittenTime time)
    {
        time = new WrittenTime();
        var cursor = new TimeCursor(text);
        if (!cursor.TryDigits(4, 4, out time.Year) || !cursor.TryTake("-"u8)
            || !cursor.TryDigits(2, 2, out time.Month) || !cursor.TryTake("-"u8)
            || !cursor.TryDigits(2, 2, out time.Day))
        {
            return false;
        }

        return cursor.IsAtEnd || ((cursor.TryTake('T', 't') || cursor.TryTake(" "u8)) && TryReadClock(ref cursor, ref time));
    }

    private static bool TryReadClock(ref TimeCursor cursor, ref WrittenTime time)
    {
        if (!cursor.TryDigits(2, 2, out time.Hour) || !cursor.TryTake(":"u8) || !cursor.TryDigits(2, 2, out time.Minute))
        {
            return false;
        }

        if (cursor.TryTake(":"u8)
            && (!cursor.TryDigits(2, 2, out time.Second)
                || (cursor.TryTake('.', ',') && !cursor.TryFraction(1, LongestFraction, out time.Microsecond))))
        {
            return false;
        }

        return cursor.IsAtEnd || (cursor.TryOffset(out time.Offset) && cursor.IsAtEnd);
    }
}
