namespace Streaming.Sink.Scores;

/// <summary>Event times as ISO 8601 in UTC, with as many digits of a second's fraction as they have.</summary>
internal static class EventTimeText
{
    /// <summary>The most bytes a time takes.</summary>
    public const int MaxLength = 27;

    /// <summary>Writes a time.</summary>
    /// <param name="eventTime">Microseconds since the Unix epoch, within the years 1 to 9999.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(long eventTime, Span<byte> destination)
    {
        var time = DateTime.UnixEpoch.AddTicks(eventTime * TimeSpan.TicksPerMicrosecond);
        Put(destination, 0, 4, time.Year);
        destination[4] = (byte)'-';
        Put(destination, 5, 2, time.Month);
        destination[7] = (byte)'-';
        Put(destination, 8, 2, time.Day);
        destination[10] = (byte)'T';
        Put(destination, 11, 2, time.Hour);
        destination[13] = (byte)':';
        Put(destination, 14, 2, time.Minute);
        destination[16] = (byte)':';
        Put(destination, 17, 2, time.Second);
        var length = 19;
        var fraction = (int)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (fraction != 0)
        {
            var digits = 6;
            while (fraction % 10 == 0)
            {
                fraction /= 10;
                digits--;
            }

            destination[length] = (byte)'.';
            Put(destination, length + 1, digits, fraction);
            length += 1 + digits;
        }

        destination[length] = (byte)'Z';
        return length + 1;
    }

    private static void Put(Span<byte> destination, int start, int digits, int number)
    {
        for (var i = start + digits - 1; i >= start; i--)
        {
            destination[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
