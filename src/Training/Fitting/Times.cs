using System.Globalization;

namespace Streaming.Training.Fitting;

/// <summary>Event times as people write them.</summary>
internal static class Times
{
    /// <summary>ISO 8601 in UTC, seconds.</summary>
    public static string Write(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Microseconds since the Unix epoch.</summary>
    public static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / 10;
}
