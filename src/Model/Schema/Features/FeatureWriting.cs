using System.Text.Json;

namespace Streaming.Model.Schema.Features;

internal static class FeatureWriting
{
    public static void WriteNumbers(this Utf8JsonWriter writer, string name, IEnumerable<double> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    public static void WriteIfThere(this Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }
}
