using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class NumericColumn(NumericFeature feature, NumberSource source, Standardiser standardiser, int column) : IRowColumn
{
    public RecordFault Fill(scoped in EventFields fields, long time, ReadOnlySpan<long> categories, Span<float> features)
    {
        if (source.Read(fields, out var number) is { IsFault: true } fault)
        {
            return fault;
        }

        features[column] = (float)standardiser.Apply(feature.Transform.Apply(number), categories);
        return float.IsFinite(features[column]) ? default : Faults.NotFinite(feature.Field, feature.Name);
    }
}
