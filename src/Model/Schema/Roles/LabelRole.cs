using System.Text.Json;

namespace Streaming.Model.Schema.Roles;

/// <summary>The label: what training and backtest compare scores with. Never an input.</summary>
/// <param name="Field">Its JSON property; an event without it has no label.</param>
/// <param name="Positive">The texts that mean fraud, such as <c>1</c>, <c>Yes</c> or <c>true</c>; every other value means genuine.</param>
/// <param name="Leaks">Fields that give the label away, refused as features as well.</param>
public sealed record LabelRole(string Field, IReadOnlyList<string> Positive, IReadOnlyList<string> Leaks)
{
    internal static LabelRole Read(SchemaNode node)
    {
        node.RequireMembers("field", "positive", "leaks");
        var positive = node.Required("positive");
        var values = positive.Items().ConvertAll(ReadValue);
        if (values.Count is 0 or > 64 || values.Distinct(StringComparer.Ordinal).Count() != values.Count)
        {
            throw positive.Refusal("1 to 64 different values");
        }

        var leaks = node.Optional("leaks")?.Items().ConvertAll(item => item.Name()) ?? [];
        return new LabelRole(node.Required("field").Name(), values, leaks);
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("field", Field);
        WriteStrings(writer, "positive", Positive);
        WriteStrings(writer, "leaks", Leaks);
    }

    // 1 and "1" are the same label: a CSV row knows no types.
    private static string ReadValue(SchemaNode node) => node.Element.ValueKind switch
    {
        JsonValueKind.String => node.Name(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => node.Element.GetRawText(),
        _ => throw node.Refusal("a string, a number, true or false"),
    };

    private static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
