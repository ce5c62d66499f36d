using System.Text.Json;

namespace Streaming.Model.Encoding.Reading;

/// <summary>One record's fields while its row is being filled.</summary>
internal readonly ref struct EventFields(
    IReadOnlyList<string> names,
    ReadOnlySpan<byte> value,
    ReadOnlySpan<FieldSlot> slots,
    Span<double> numbers,
    Span<byte> scratch)
{
    /// <summary>The longest text that is read, bytes.</summary>
    public const int MaxText = 1_024;

    private readonly IReadOnlyList<string> _names = names;
    private readonly ReadOnlySpan<byte> _value = value;
    private readonly ReadOnlySpan<FieldSlot> _slots = slots;
    private readonly Span<byte> _scratch = scratch;

    /// <summary>The numeric fields, NaN where missing.</summary>
    public Span<double> Numbers { get; } = numbers;

    public string NameOf(int field) => _names[field];

    public FieldSlot SlotOf(int field) => _slots[field];

    /// <summary>
    /// A field's text: a string unescaped, a number's digits as they stand, true or false as such; empty if missing or null. Valid
    /// until the next call.
    /// </summary>
    public RecordFault ReadText(int field, out ReadOnlySpan<byte> text)
    {
        var slot = _slots[field];
        text = default;
        if (slot.IsAbsent)
        {
            return default;
        }

        if (slot.Type is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return Faults.WrongType(_names[field], "a string or a number", slot);
        }

        text = _value.Slice(slot.Start, slot.Length);
        if (slot.IsEscaped)
        {
            if (!JsonText.TryUnescape(text, _scratch, out var length))
            {
                return slot.Length > MaxText ? Faults.TooLongText(_names[field], slot) : Faults.LoneSurrogate(_names[field]);
            }

            text = _scratch[..length];
        }

        return text.Length > MaxText ? Faults.TooLongText(_names[field], slot) : default;
    }

    /// <summary>A field's number; NaN if missing, null or an empty string.</summary>
    public RecordFault ReadNumber(int field, out double number)
    {
        number = double.NaN;
        var slot = _slots[field];
        if (slot.IsAbsent)
        {
            return default;
        }

        if (slot.Type is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return Faults.WrongType(_names[field], "a number", slot);
        }

        if (ReadText(field, out var text) is { IsFault: true } fault)
        {
            return fault;
        }

        if (text.Trim((byte)' ').IsEmpty)
        {
            return default;
        }

        if (!NumberText.TryRead(text, out number))
        {
            return Faults.WrongType(_names[field], "a number", slot);
        }

        return double.IsFinite(number) ? default : Faults.Of(FaultReason.BadNumber, _names[field], "a finite number", "one that is too large");
    }
}
