using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class RatioColumn(
    RatioFeature feature,
    NumberSource numerator,
    NumberSource denominator,
    Standardiser standardiser,
    int column) : IRowColumn
{
    public RecordFault Fill(scoped in EventFields fields, long time, ReadOnlySpan<long> categories, Span<float> features)
    {
        double ratio;
        if (numerator.IsMissing(fields) || denominator.IsMissing(fields))
        {
            if (feature.Missing is not { } missing)
            {
                return numerator.IsMissing(fields) ? numerator.Fault(fields) : denominator.Fault(fields);
            }

            ratio = missing;
        }
        else
        {
            // Nothing of nothing counts as 0; something of nothing is infinite, which the clip takes in.
            ratio = fields.Numbers[numerator.Number] / fields.Numbers[denominator.Number];
            ratio = double.IsNaN(ratio) ? 0 : ratio;
        }

        features[column] = (float)standardiser.Apply(Math.Clamp(ratio, feature.Low, feature.High), categories);
        return float.IsFinite(features[column]) ? default : Faults.NotFinite(feature.Numerator, feature.Name);
    }
}
