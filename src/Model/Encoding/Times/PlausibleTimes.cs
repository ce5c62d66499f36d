namespace Streaming.Model.Encoding.Times;

/// <summary>
/// The years that an event may be from. They tell a wrong unit from a time: any second count of 1980 to 2199, read as
/// milliseconds, falls before April 1970; any millisecond count, read as seconds, far behind 2199; and so on.
/// </summary>
internal static class PlausibleTimes
{
    /// <summary>A written date cannot be in the wrong unit, so old test data may pass.</summary>
    public const int FirstWrittenYear = 1900;

    public const int LastYear = 2199;

    /// <summary>1980-01-01, microseconds since the Unix epoch.</summary>
    public const long FirstUnix = 315_532_800_000_000;

    /// <summary>2200-01-01, which is too late.</summary>
    public const long EndUnix = 7_258_118_400_000_000;
}
