using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Streaming.Model.Encoding.Reading;

/// <summary>From a record's bytes to the places of its fields. Makes no strings and, for a good record, no objects.</summary>
internal sealed class EventReader(IReadOnlyList<string> fields)
{
    private const int MaxDepth = 64;
    private const int LongestName = 1_024;
    private static readonly JsonReaderOptions _options = new() { MaxDepth = MaxDepth };
    private readonly Utf8Index _index = new(fields);

    public IReadOnlyList<string> Fields { get; } = fields;

    /// <summary>Finds the fields; <paramref name="slots"/> must be clear.</summary>
    public RecordFault Read(ReadOnlySpan<byte> value, Span<FieldSlot> slots)
    {
        if (value.IsEmpty)
        {
            return new RecordFault(FaultReason.NullValue, "expected one JSON object, found no value");
        }

        if (value[0] == 0 && value.Length >= 5)
        {
            return new RecordFault(
                FaultReason.SchemaRegistry,
                "expected JSON, found Schema Registry framing (a zero byte, then a schema id): Avro and Protobuf are not read");
        }

        if (!Utf8.IsValid(value))
        {
            return new RecordFault(FaultReason.BadText, "expected UTF-8, found bytes that are not");
        }

        var reader = new Utf8JsonReader(value, _options);
        var hasEnded = false;
        try
        {
            return ReadObject(ref reader, slots, ref hasEnded);
        }
        catch (JsonException)
        {
            // The exception's own message may quote the record.
            return NotJson(value, (int)reader.BytesConsumed, hasEnded);
        }
    }

    private RecordFault ReadObject(ref Utf8JsonReader reader, Span<FieldSlot> slots, ref bool hasEnded)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var found = new FieldSlot(reader.TokenType, false, 0, reader.ValueSpan.Length).Describe();
            return new RecordFault(FaultReason.NotJson, $"expected one JSON object, found {found}");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FindField(ref reader);
            reader.Read();
            if (field >= 0)
            {
                if (slots[field].Type != JsonTokenType.None)
                {
                    return Faults.Of(FaultReason.RepeatedMember, Fields[field], "one member of this name", "a second");
                }

                var quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
                slots[field] = new FieldSlot(
                    reader.TokenType, reader.ValueIsEscaped, (int)reader.TokenStartIndex + quote, reader.ValueSpan.Length);
            }

            reader.Skip();
        }

        // Throws unless only white space follows.
        hasEnded = true;
        reader.Read();
        return default;
    }

    private int FindField(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return _index.Find(reader.ValueSpan);
        }

        // A longer name is no field of ours: escaping makes six bytes of one at most.
        Span<byte> name = stackalloc byte[LongestName];
        return JsonText.TryUnescape(reader.ValueSpan, name, out var length) ? _index.Find(name[..length]) : -1;
    }

    private static RecordFault NotJson(ReadOnlySpan<byte> value, int position, bool hasEnded)
    {
        var rest = value[Math.Min(position, value.Length)..].TrimStart(" \t\r\n:,["u8);
        var found = hasEnded ? "more after its end"
            : rest.StartsWith("NaN"u8) || rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8) ? "NaN or Infinity, which JSON has not"
            : rest.IsEmpty ? "its end too early"
            : "something that is not JSON, or nested deeper than 64";
        return new RecordFault(
            FaultReason.NotJson,
            string.Create(CultureInfo.InvariantCulture, $"expected one JSON object, found {found} (byte {position} of {value.Length})"));
    }
}
