using System.Buffers;
using System.Text.Json;

namespace Streaming.Model.Schema;

/// <summary>From a schema to JSON, members always in the same order and defaults written out.</summary>
internal static class SchemaWriter
{
    public static byte[] Write(FeatureSchema schema, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, NewLine = "\n" }))
        {
            Write(schema, writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(FeatureSchema schema, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", FeatureSchema.FormatVersion);
        WriteObject(writer, "id", schema.Id is { } id ? id.Write : null);
        WriteObject(writer, "key", schema.Key.Write);
        WriteObject(writer, "time", schema.Time.Write);
        WriteObject(writer, "label", schema.Label is { } label ? label.Write : null);
        WriteObject(writer, "amount", schema.AmountField is { } field ? inner => inner.WriteString("field", field) : null);
        writer.WriteStartArray("features");
        foreach (var feature in schema.Features)
        {
            writer.WriteStartObject();
            writer.WriteString("name", feature.Name);
            writer.WriteString("kind", feature.Kind);
            feature.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, string name, Action<Utf8JsonWriter>? members)
    {
        if (members is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        members(writer);
        writer.WriteEndObject();
    }
}
