using Streaming.Model.Encoding.Reading;

namespace Streaming.Model.Encoding.Columns;

/// <summary>Fills a feature's columns from the record alone.</summary>
internal interface IRowColumn
{
    RecordFault Fill(scoped in EventFields fields, long time, ReadOnlySpan<long> categories, Span<float> features);
}
