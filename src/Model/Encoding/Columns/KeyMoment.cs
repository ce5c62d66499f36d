using Streaming.Model.State;

namespace Streaming.Model.Encoding.Columns;

/// <summary>How an event stands to its key's history.</summary>
/// <param name="IsFirst">Whether the key had no event before.</param>
/// <param name="Seconds">Seconds since the key's last event time; 0 for a late event and for the first.</param>
internal readonly record struct KeyMoment(bool IsFirst, double Seconds)
{
    public static KeyMoment Of(KeyStateHeader header, long time) =>
        header.LastEventTime == KeyStateHeader.Never
            ? new KeyMoment(true, 0)
            : new KeyMoment(false, Math.Max(0, time - header.LastEventTime) / 1e6);
}
