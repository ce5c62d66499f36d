using System.Globalization;
using System.Text.Json;

namespace Streaming.Model.Encoding.Reading;

/// <summary>Where a field's value stands in the record: <c>default</c> if it is not there.</summary>
/// <param name="Type">The token.</param>
/// <param name="IsEscaped">Whether a string holds escapes.</param>
/// <param name="Start">First byte; of a string, behind the quote.</param>
/// <param name="Length">Bytes as written, without quotes.</param>
internal readonly record struct FieldSlot(JsonTokenType Type, bool IsEscaped, int Start, int Length)
{
    public bool IsAbsent => Type is JsonTokenType.None or JsonTokenType.Null;

    /// <summary>Whether there is nothing to read: an empty string is how CSV says so.</summary>
    public bool IsMissing => IsAbsent || (Length == 0 && Type == JsonTokenType.String);

    /// <summary>Kind and length for a fault's detail; never the value, which may be a card number.</summary>
    public string Describe() => Type switch
    {
        JsonTokenType.None => "nothing",
        JsonTokenType.Null => "null",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Number => string.Create(CultureInfo.InvariantCulture, $"a number of {Length} bytes"),
        JsonTokenType.String when Length == 0 => "an empty string",
        JsonTokenType.String => string.Create(CultureInfo.InvariantCulture, $"a string of {Length} bytes"),
        JsonTokenType.StartArray => "an array",
        _ => "an object",
    };
}
