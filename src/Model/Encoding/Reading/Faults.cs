namespace Streaming.Model.Encoding.Reading;

/// <summary>Faults that name the field, what was expected and what was found: its kind and length, never its value.</summary>
internal static class Faults
{
    public static RecordFault Of(string reason, string field, string expected, string found) =>
        new(reason, $"field \"{field}\": expected {expected}, found {found}");

    public static RecordFault Missing(string field, string expected, FieldSlot slot) =>
        Of(FaultReason.MissingField, field, expected, slot.Describe());

    public static RecordFault WrongType(string field, string expected, FieldSlot slot) =>
        Of(FaultReason.WrongType, field, expected, slot.Describe());

    public static RecordFault TooLongText(string field, FieldSlot slot) =>
        Of(FaultReason.BadText, field, "at most 1,024 bytes", slot.Describe());

    public static RecordFault LoneSurrogate(string field) =>
        Of(FaultReason.BadText, field, "whole characters", "a lone surrogate");

    public static RecordFault NotFinite(string field, string feature) =>
        Of(FaultReason.BadNumber, field, $"a number that feature \"{feature}\" can hold as a float", "one that is too large");
}
