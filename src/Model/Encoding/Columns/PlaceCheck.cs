using Streaming.Model.Encoding.Reading;

namespace Streaming.Model.Encoding.Columns;

/// <summary>Checks a place that a feature with memory reads, when the record is read.</summary>
internal sealed class PlaceCheck(PlaceSource place) : IRowColumn
{
    public RecordFault Fill(scoped in EventFields fields, long time, ReadOnlySpan<long> categories, Span<float> features) => place.Check(fields);
}
