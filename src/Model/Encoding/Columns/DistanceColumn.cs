using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class DistanceColumn(DistanceFeature feature, PlaceSource from, PlaceSource to, Standardiser standardiser, int column)
    : IRowColumn
{
    public RecordFault Fill(scoped in EventFields fields, long time, ReadOnlySpan<long> categories, Span<float> features)
    {
        if (from.Check(fields) is { IsFault: true } fromFault)
        {
            return fromFault;
        }

        if (to.Check(fields) is { IsFault: true } toFault)
        {
            return toFault;
        }

        double distance;
        if (from.IsMissing(fields) || to.IsMissing(fields))
        {
            if (feature.Missing is not { } missing)
            {
                return from.IsMissing(fields) ? from.MissingFault(fields) : to.MissingFault(fields);
            }

            distance = missing;
        }
        else
        {
            distance = feature.Metric.Between(
                fields.Numbers[from.First.Number],
                fields.Numbers[from.Second.Number],
                fields.Numbers[to.First.Number],
                fields.Numbers[to.Second.Number]);
        }

        features[column] = (float)standardiser.Apply(feature.Transform.Apply(distance), categories);
        return float.IsFinite(features[column]) ? default : Faults.NotFinite(feature.From.First, feature.Name);
    }
}
