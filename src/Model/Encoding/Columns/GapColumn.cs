using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class GapColumn(GapFeature feature, Standardiser standardiser, int column) : IStateColumn
{
    public void Fill(
        in KeyMoment moment,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<float> statistics,
        ReadOnlySpan<long> categories,
        Span<float> features)
    {
        var seconds = moment.IsFirst ? feature.FirstSeconds : moment.Seconds;
        features[column] = Floats.Clamp(standardiser.Apply(NumericTransforms.Log1p(seconds), categories));
    }
}
