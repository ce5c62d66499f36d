using System.Text.Json;
using Streaming.Model.Encoding.Times;

namespace Streaming.Model.Schema.Roles;

/// <summary>The event time: where it stands and how it is written.</summary>
/// <param name="Text">Its fields; several are joined and read by the pattern.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Pattern">The pattern of <see cref="TimeFormat.Pattern"/>; null otherwise.</param>
/// <param name="Zone">
/// IANA name of the zone of times written without an offset, and of the clock that the hour and weekday features read; UTC unless said.
/// </param>
public sealed record TimeRole(TextRole Text, TimeFormat Format, string? Pattern, string Zone)
{
    private static readonly string[] _formats = ["iso-8601", "unix-seconds", "unix-milliseconds", "unix-microseconds"];

    internal static TimeRole Read(SchemaNode node)
    {
        node.RequireMembers([.. TextRole.Members, "format", "pattern", "zone"]);
        var text = TextRole.Read(node);
        var format = node.Optional("format");
        var pattern = node.Optional("pattern");
        if (format is null == pattern is null)
        {
            throw node.Refusal("either \"format\" or \"pattern\"", format is null ? "neither" : "both");
        }

        var kind = format is { } word ? (TimeFormat)Array.IndexOf(_formats, word.OneOf(_formats)) : TimeFormat.Pattern;
        if (pattern is { } written && TimePattern.Problem(written.Name()) is { } problem)
        {
            throw written.Refusal($"a time pattern: {problem}");
        }

        if (kind is TimeFormat.UnixSeconds or TimeFormat.UnixMilliseconds or TimeFormat.UnixMicroseconds && text.Fields.Count > 1)
        {
            throw node.Refusal("a single field for Unix time", "several");
        }

        var zone = node.Optional("zone");
        if (zone is { } name && !TimeZones.TryFind(name.Name(), out _))
        {
            throw name.Refusal("an IANA time zone that this machine knows, such as \"Europe/Brussels\"");
        }

        return new TimeRole(text, kind, pattern?.Name(), zone?.Name() ?? "UTC");
    }

    internal void Write(Utf8JsonWriter writer)
    {
        Text.Write(writer);
        if (Pattern is null)
        {
            writer.WriteString("format", _formats[(int)Format]);
        }
        else
        {
            writer.WriteString("pattern", Pattern);
        }

        writer.WriteString("zone", Zone);
    }
}
