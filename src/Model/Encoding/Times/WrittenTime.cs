namespace Streaming.Model.Encoding.Times;

/// <summary>A time as written: by a calendar and a clock, perhaps with an offset.</summary>
internal struct WrittenTime()
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1_000;

    public int Year = 0;
    public int Month = 1;
    public int Day = 1;
    public int Hour = 0;
    public int Minute = 0;
    public int Second = 0;
    public int Microsecond = 0;

    /// <summary>Minutes ahead of UTC; null where the zone has to say.</summary>
    public int? Offset = null;

    /// <summary>Microseconds since the Unix epoch, UTC.</summary>
    public readonly TimeProblem ToUnixMicroseconds(TimeZoneInfo zone, out long time)
    {
        time = 0;
        if (Year < 1 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month)
            || Hour > 23 || Minute > 59 || Second > 59 || Offset is < -14 * 60 or > 14 * 60)
        {
            return TimeProblem.OffCalendar;
        }

        if (Year is < PlausibleTimes.FirstWrittenYear or > PlausibleTimes.LastYear)
        {
            return TimeProblem.Implausible;
        }

        var local = new DateTime(Year, Month, Day, Hour, Minute, Second, DateTimeKind.Unspecified);

        // An hour that the clock skipped or repeated is read with the standard offset; nothing is thrown, and no event is lost over it.
        var offset = Offset is { } minutes ? minutes * TimeSpan.TicksPerMinute
            : ReferenceEquals(zone, TimeZoneInfo.Utc) ? 0
            : zone.GetUtcOffset(local).Ticks;
        time = ((local.Ticks - DateTime.UnixEpoch.Ticks - offset) / TicksPerMicrosecond) + Microsecond;
        return TimeProblem.None;
    }
}
