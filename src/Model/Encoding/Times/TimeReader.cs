using System.Text.Json;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Roles;

namespace Streaming.Model.Encoding.Times;

/// <summary>Reads the event time as the schema says that it is written.</summary>
internal sealed class TimeReader
{
    private readonly RoleText _text;
    private readonly TimeFormat _format;
    private readonly TimePattern? _pattern;
    private readonly string _expected;

    public TimeReader(TimeRole role, Func<string, int> fieldOf)
    {
        _text = new RoleText(role.Text, fieldOf);
        _format = role.Format;
        _pattern = role.Pattern is { } pattern ? TimePattern.Parse(pattern) : null;
        Zone = TimeZones.TryFind(role.Zone, out var zone) ? zone : TimeZoneInfo.Utc;
        _expected = role.Format switch
        {
            TimeFormat.Iso8601 => "an ISO 8601 time",
            TimeFormat.UnixSeconds => "Unix seconds of 1980 to 2199",
            TimeFormat.UnixMilliseconds => "Unix milliseconds of 1980 to 2199",
            TimeFormat.UnixMicroseconds => "Unix microseconds of 1980 to 2199",
            _ => $"a time written as {role.Pattern}",
        };
    }

    /// <summary>The zone of times without an offset.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Reads the time, microseconds since the Unix epoch, UTC.</summary>
    public RecordFault Read(scoped in EventFields fields, Span<byte> joined, out long time)
    {
        time = 0;
        if (_text.Read(fields, joined, out var text) is { IsFault: true } fault)
        {
            return fault;
        }

        if (_format == TimeFormat.Iso8601 && _text.SlotOf(fields).Type == JsonTokenType.Number)
        {
            return Faults.WrongType(_text.Name, _expected, _text.SlotOf(fields));
        }

        return Read(text, out time) switch
        {
            TimeProblem.None => default,
            TimeProblem.Unreadable => Faults.Of(FaultReason.BadTime, _text.Name, _expected, _text.SlotOf(fields).Describe()),
            TimeProblem.OffCalendar => Faults.Of(FaultReason.BadTime, _text.Name, _expected, "a time that the calendar does not have"),
            _ => Faults.Of(FaultReason.BadTime, _text.Name, _expected, "a time in the wrong unit, or outside the years that are read"),
        };
    }

    private TimeProblem Read(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        switch (_format)
        {
            case TimeFormat.UnixSeconds:
                return UnixTime.Read(text, 1_000_000, out time);
            case TimeFormat.UnixMilliseconds:
                return UnixTime.Read(text, 1_000, out time);
            case TimeFormat.UnixMicroseconds:
                return UnixTime.Read(text, 1, out time);
            default:
                var isRead = _pattern is null ? IsoTime.TryRead(text, out var written) : _pattern.TryRead(text, out written);
                return isRead ? written.ToUnixMicroseconds(Zone, out time) : TimeProblem.Unreadable;
        }
    }
}
