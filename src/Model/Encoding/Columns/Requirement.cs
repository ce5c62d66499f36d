using Streaming.Model.Encoding.Reading;

namespace Streaming.Model.Encoding.Columns;

/// <summary>A field that a feature with memory cannot do without; checked when the record is read, for later nothing may fail.</summary>
internal sealed class Requirement(NumberSource source) : IRowColumn
{
    public RecordFault Fill(scoped in EventFields fields, long time, ReadOnlySpan<long> categories, Span<float> features) =>
        source.IsMissing(fields) ? source.Fault(fields) : default;
}
