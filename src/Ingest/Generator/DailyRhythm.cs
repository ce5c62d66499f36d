namespace Streaming.Ingest.Generator;

/// <summary>When people buy: hours of the day and days of the week, as a rate that averages about 1.</summary>
internal static class DailyRhythm
{
    public const long Hour = 3_600_000;
    public const long Day = 24 * Hour;

    private static readonly double[] Hours =
    [
        0.22, 0.12, 0.08, 0.06, 0.07, 0.14, 0.38, 0.80, 1.10, 1.20, 1.30, 1.52, 1.80, 1.58, 1.32, 1.34, 1.52, 1.88, 1.98, 1.70, 1.30, 1.00, 0.72, 0.43,
    ];

    /// <summary>The next time of a Poisson process whose rate follows the rhythm.</summary>
    /// <param name="time">Now, ms since the Unix epoch.</param>
    /// <param name="perDay">Mean events a day.</param>
    /// <param name="shift">Hours by which the card's day is ahead of UTC.</param>
    /// <param name="draw">Where chance comes from.</param>
    public static long Next(long time, double perDay, int shift, ref Draw draw)
    {
        var left = draw.Exponential() / perDay * Day;
        while (true)
        {
            var hour = time / Hour;
            var rate = RateOf(hour + shift);
            var hourEnd = (hour + 1) * Hour;
            var capacity = rate * (hourEnd - time);
            if (left < capacity)
            {
                return time + (long)(left / rate);
            }

            left -= capacity;
            time = hourEnd;
        }
    }

    /// <summary>The next time at which it is <paramref name="hour"/> o'clock for the card.</summary>
    public static long NextHour(long time, int hour, int shift)
    {
        var local = time + (shift * Hour);
        var next = (local / Day * Day) + (hour * Hour);
        return (next > local ? next : next + Day) - (shift * Hour);
    }

    // 1 January 1970 was a Thursday.
    private static double RateOf(long hour) => Hours[hour % 24] * ((hour / 24 % 7) is 2 or 3 ? 1.2 : 0.92);
}
