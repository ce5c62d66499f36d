using Streaming.Model.Encoding;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema.Fitting;

/// <summary>Edges of a piecewise-linear feature.</summary>
internal sealed class QuantileFit(PiecewiseLinearFeature feature, int number) : IFeatureFit
{
    private readonly QuantileSample _sample = new();

    public void Observe(scoped in EventFields fields, EventRows rows, int row)
    {
        var value = fields.Numbers[number];
        _sample.Add(Math.Clamp(
            feature.Transform.Apply(double.IsNaN(value) ? feature.Missing ?? 0 : value),
            float.MinValue,
            float.MaxValue));
    }

    public IFeature Fitted(IReadOnlyDictionary<string, CategoryFeature> categories) =>
        feature with { Edges = _sample.Edges(feature.Bins) };
}
