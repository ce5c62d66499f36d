using System.Text.Json;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Roles;

namespace Streaming.Model.Encoding.Columns;

/// <summary>1 for a positive text, 0 for any other, -1 where there is none.</summary>
internal sealed class LabelReader(LabelRole role, int field)
{
    private readonly Utf8Index _positive = new(role.Positive);
    private readonly double[] _positiveNumbers =
        [.. role.Positive.Select(text => NumberText.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out var number) ? number : double.NaN)];

    public RecordFault Read(scoped in EventFields fields, out sbyte label)
    {
        label = -1;
        if (fields.ReadText(field, out var text) is { IsFault: true } fault)
        {
            return fault;
        }

        if (!text.IsEmpty)
        {
            // 1.0 is the label 1 too, as some CSV writers put it.
            var isPositive = _positive.Find(text) >= 0
                || (fields.SlotOf(field).Type is JsonTokenType.Number or JsonTokenType.String
                    && NumberText.TryRead(text, out var number) && _positiveNumbers.AsSpan().Contains(number));
            label = isPositive ? (sbyte)1 : (sbyte)0;
        }

        return default;
    }
}
