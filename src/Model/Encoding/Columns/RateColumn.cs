using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class RateColumn(EventRate rate, Standardiser standardiser, int column) : IStateColumn
{
    public void Fill(
        in KeyMoment moment,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<float> statistics,
        ReadOnlySpan<long> categories,
        Span<float> features) =>
        features[column] = Floats.Clamp(
            standardiser.Apply(NumericTransforms.Log1p(rate.PerDay(moment.Seconds, statistics)), categories));
}
