using System.Diagnostics.CodeAnalysis;

namespace Streaming.Model.Encoding.Times;

/// <summary>IANA time zones.</summary>
internal static class TimeZones
{
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        if (name == "UTC")
        {
            zone = TimeZoneInfo.Utc;
            return true;
        }

        // Region/City only: the zone files also hold the host's own "localtime", which must change nothing here.
        zone = null;
        return name.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone);
    }
}
