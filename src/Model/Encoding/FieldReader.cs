using Streaming.Model.Encoding.Reading;

namespace Streaming.Model.Encoding;

/// <summary>Reads one field of a record as text, outside of any schema. Immutable and thread-safe.</summary>
/// <param name="field">A member of the record's JSON object.</param>
public sealed class FieldReader(string field)
{
    /// <summary>The longest text that is read, bytes.</summary>
    public const int MaxText = EventFields.MaxText;

    private readonly EventReader _reader = new([field]);

    /// <summary>
    /// Copies the field's text to <paramref name="text"/>, which has room for <see cref="MaxText"/> bytes; answers its length, 0 if the
    /// field is missing, empty or null, or no text, number or truth value.
    /// </summary>
    public int Read(ReadOnlySpan<byte> value, Span<byte> text)
    {
        Span<FieldSlot> slots = stackalloc FieldSlot[1];
        if (_reader.Read(value, slots).IsFault)
        {
            return 0;
        }

        var fields = new EventFields(_reader.Fields, value, slots, [], stackalloc byte[MaxText]);
        if (fields.ReadText(0, out var found).IsFault)
        {
            return 0;
        }

        found.CopyTo(text);
        return found.Length;
    }
}
