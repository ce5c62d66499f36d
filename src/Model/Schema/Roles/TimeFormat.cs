namespace Streaming.Model.Schema.Roles;

/// <summary>How the event time is written.</summary>
public enum TimeFormat
{
    /// <summary>ISO 8601, with or without an offset: <c>2018-04-01T00:00:31.5+02:00</c>.</summary>
    Iso8601,

    /// <summary>Seconds since the Unix epoch, a number or its digits as a string; fractions allowed.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since the Unix epoch.</summary>
    UnixMilliseconds,

    /// <summary>Microseconds since the Unix epoch.</summary>
    UnixMicroseconds,

    /// <summary>A pattern of its own, such as <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    Pattern,
}
