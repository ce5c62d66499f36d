using System.Text.Json;
using Streaming.Model.Schema.Roles;

namespace Streaming.Model.Encoding.Reading;

/// <summary>Reads a role's text from its field, or joins its fields.</summary>
internal sealed class RoleText(TextRole role, Func<string, int> fieldOf)
{
    private readonly int[] _fields = [.. role.Fields.Select(fieldOf)];
    private readonly byte[] _separator = System.Text.Encoding.UTF8.GetBytes(role.Separator);

    /// <summary>The field that a fault of the whole text names.</summary>
    public string Name { get; } = string.Join(role.Separator, role.Fields);

    public FieldSlot SlotOf(scoped in EventFields fields) => fields.SlotOf(_fields[0]);

    /// <summary>The text, never empty; valid until the fields are read again.</summary>
    /// <param name="fields">The record.</param>
    /// <param name="joined">Room for <see cref="EventFields.MaxText"/> bytes, other than the fields' own.</param>
    /// <param name="text">The text.</param>
    public RecordFault Read(scoped in EventFields fields, Span<byte> joined, out ReadOnlySpan<byte> text)
    {
        if (_fields.Length == 1)
        {
            return ReadPart(fields, _fields[0], out text);
        }

        var length = 0;
        text = default;
        foreach (var field in _fields)
        {
            if (ReadPart(fields, field, out var part) is { IsFault: true } fault)
            {
                return fault;
            }

            var separator = length == 0 ? [] : _separator;
            if (length + separator.Length + part.Length > joined.Length)
            {
                return Faults.TooLongText(fields.NameOf(field), fields.SlotOf(field));
            }

            separator.CopyTo(joined[length..]);
            part.CopyTo(joined[(length + separator.Length)..]);
            length += separator.Length + part.Length;
        }

        text = joined[..length];
        return default;
    }

    private static RecordFault ReadPart(scoped in EventFields fields, int field, out ReadOnlySpan<byte> text)
    {
        const string expected = "a string or a number that is not empty";
        text = default;
        var slot = fields.SlotOf(field);
        if (slot.Type is JsonTokenType.True or JsonTokenType.False)
        {
            return Faults.WrongType(fields.NameOf(field), expected, slot);
        }

        if (fields.ReadText(field, out text) is { IsFault: true } fault)
        {
            return fault;
        }

        return text.IsEmpty ? Faults.Missing(fields.NameOf(field), expected, slot) : default;
    }
}
