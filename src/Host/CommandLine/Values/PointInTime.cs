using System.Globalization;

namespace Streaming.Host.CommandLine.Values;

/// <summary>Times as they are typed: ISO 8601, a date alone being its midnight, UTC unless an offset is given.</summary>
internal static class PointInTime
{
    // K reads Z, an offset, or nothing.
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a time.</summary>
    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParseExact(
            text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new FormatException($"expected a time as in 2018-04-01 or 2018-04-01T12:30:00Z, found '{text}'");

    /// <summary>Writes a time so that <see cref="Parse"/> reads the same one.</summary>
    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
