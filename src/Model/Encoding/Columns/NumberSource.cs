using Streaming.Model.Encoding.Reading;

namespace Streaming.Model.Encoding.Columns;

/// <summary>A numeric field, and the number that it is read as where missing; NaN: it is required.</summary>
internal readonly record struct NumberSource(int Number, int Field, double Missing)
{
    public bool IsMissing(scoped in EventFields fields) => double.IsNaN(fields.Numbers[Number]);

    public RecordFault Read(scoped in EventFields fields, out double number)
    {
        number = fields.Numbers[Number];
        if (!double.IsNaN(number))
        {
            return default;
        }

        number = Missing;
        return double.IsNaN(Missing) ? Fault(fields) : default;
    }

    public RecordFault Fault(scoped in EventFields fields) => Faults.Missing(fields.NameOf(Field), "a number", fields.SlotOf(Field));
}
