using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

/// <summary>A place of an event: two numeric fields within the metric's range.</summary>
internal readonly record struct PlaceSource(NumberSource First, NumberSource Second, DistanceMetric Metric)
{
    public bool IsMissing(scoped in EventFields fields) => First.IsMissing(fields) || Second.IsMissing(fields);

    public RecordFault MissingFault(scoped in EventFields fields) => First.IsMissing(fields) ? First.Fault(fields) : Second.Fault(fields);

    /// <summary>Checks what is there.</summary>
    public RecordFault Check(scoped in EventFields fields)
    {
        var (first, second) = Metric == DistanceMetric.Haversine ? (90.0, 180.0) : (float.MaxValue, float.MaxValue);
        return Math.Abs(fields.Numbers[First.Number]) > first ? OutOfRange(fields, First.Field, isFirst: true)
            : Math.Abs(fields.Numbers[Second.Number]) > second ? OutOfRange(fields, Second.Field, isFirst: false)
            : default;
    }

    private RecordFault OutOfRange(scoped in EventFields fields, int field, bool isFirst)
    {
        var expected = Metric == DistanceMetric.Plane ? "a coordinate that a float can hold"
            : isFirst ? "a latitude from -90 to 90"
            : "a longitude from -180 to 180";
        return Faults.Of(FaultReason.BadNumber, fields.NameOf(field), expected, "a number outside");
    }
}
