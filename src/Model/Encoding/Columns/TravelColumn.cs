using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class TravelColumn(TravelFeature feature, LastPlace place, Standardiser standardiser, int column) : IStateColumn
{
    // Two terminals of one shop may stamp the same second.
    private const double LeastSeconds = 60;

    public void Fill(
        in KeyMoment moment,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<float> statistics,
        ReadOnlySpan<long> categories,
        Span<float> features)
    {
        var value = Measure(moment, inputs[place.First], inputs[place.Second], statistics);
        features[column] = Floats.Clamp(standardiser.Apply(feature.Transform.Apply(value), categories));
    }

    private double Measure(in KeyMoment moment, double first, double second, ReadOnlySpan<float> statistics)
    {
        if (double.IsNaN(first) || double.IsNaN(second))
        {
            return feature.Missing ?? 0;
        }

        if (!place.IsThere(statistics))
        {
            return feature.First;
        }

        var last = place.At(moment.Seconds, statistics);

        // As floats, as the last place was kept: staying where one is, is no distance.
        var distance = feature.Metric.Between(last.First, last.Second, (float)first, (float)second);
        return feature.Measure == TravelMeasure.Distance ? distance : distance / (Math.Max(last.Age, LeastSeconds) / 3_600);
    }
}
