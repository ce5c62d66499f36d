using Streaming.Model.State;

namespace Streaming.Host.Verbs.State;

/// <summary>Event times as states hold them.</summary>
internal static class StateTimes
{
    /// <summary>The time; null where there was no event.</summary>
    public static DateTimeOffset? Of(long? microseconds) =>
        microseconds is { } time and not KeyStateHeader.Never ? DateTimeOffset.UnixEpoch.AddMicroseconds(time) : null;
}
