using System.Text.Json;

namespace Streaming.Model.Schema.Roles;

/// <summary>A role read as text from one field, or from several joined by a separator.</summary>
/// <param name="Fields">JSON properties, in the order in which they are joined; at least one.</param>
/// <param name="Separator">What stands between them; empty for a single field.</param>
public sealed record TextRole(IReadOnlyList<string> Fields, string Separator)
{
    internal static readonly string[] Members = ["field", "fields", "separator"];

    internal static TextRole Read(SchemaNode node)
    {
        var field = node.Optional("field");
        var fields = node.Optional("fields");
        var separator = node.Optional("separator");
        if (field is { } one)
        {
            return fields is null && separator is null
                ? new TextRole([one.Name()], "")
                : throw node.Refusal("either \"field\", or \"fields\" with a \"separator\"", "both");
        }

        if (fields is not { } several)
        {
            throw node.Refusal("the member \"field\", or \"fields\" with a \"separator\"", "neither");
        }

        var names = several.Items().ConvertAll(item => item.Name());
        if (names.Count is < 2 or > 16 || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw several.Refusal("2 to 16 different fields");
        }

        // Without a separator, user 1 with card 23 and user 12 with card 3 would be one key.
        return new TextRole(names, node.Required("separator").Name());
    }

    internal void Write(Utf8JsonWriter writer)
    {
        if (Fields.Count == 1)
        {
            writer.WriteString("field", Fields[0]);
            return;
        }

        writer.WriteStartArray("fields");
        foreach (var field in Fields)
        {
            writer.WriteStringValue(field);
        }

        writer.WriteEndArray();
        writer.WriteString("separator", Separator);
    }
}
