using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

/// <summary>A transformed number that a row carries for the features with memory; NaN where missing.</summary>
internal readonly record struct StatefulInput(int Number, int Field, NumericTransform Transform)
{
    public RecordFault Read(scoped in EventFields fields, out double input)
    {
        input = Transform.Apply(fields.Numbers[Number]);

        // Statistics are kept as floats: what does not fit one would make the key's history infinite for ever.
        return float.IsInfinity((float)input) ? Faults.NotFinite(fields.NameOf(Field), "running statistics") : default;
    }
}
