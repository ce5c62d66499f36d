using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>The two fields of a place: latitude and longitude in degrees, or x and y in a plane.</summary>
internal readonly record struct Coordinates(string First, string Second)
{
    public static Coordinates Read(SchemaNode node) =>
        node.Items().ConvertAll(item => item.Name()) is [var first, var second] && first != second
            ? new Coordinates(first, second)
            : throw node.Refusal("two different fields: latitude and longitude, or x and y", "others");

    public void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteStringValue(First);
        writer.WriteStringValue(Second);
        writer.WriteEndArray();
    }
}
