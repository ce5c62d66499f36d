using System.Globalization;

namespace Streaming.Training.Commands;

/// <summary>Times and durations as they are typed; the forms are those of <c>streaming</c>.</summary>
internal static class TypedValues
{
    private static readonly string[] _timeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private static readonly (string Unit, long Ticks)[] _units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>A time: ISO 8601, a date alone being its midnight, UTC unless an offset is given.</summary>
    public static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(
            text, _timeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>A duration: a number and a unit.</summary>
    public static TimeSpan? Duration(string text)
    {
        foreach (var (unit, ticks) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * ticks < TimeSpan.MaxValue.Ticks)
            {
                return TimeSpan.FromTicks((long)(number * ticks));
            }
        }

        return null;
    }
}
