using Streaming.Model.Encoding;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema.Fitting;

/// <summary>Mean and deviation of a column.</summary>
internal sealed class OverallFit(IFeature feature, int column) : IFeatureFit
{
    private readonly Moments _moments = new();

    public void Observe(scoped in EventFields fields, EventRows rows, int row) => _moments.Add(rows.FeaturesOf(row)[column]);

    public IFeature Fitted(IReadOnlyDictionary<string, CategoryFeature> categories) =>
        feature.With(new Standardisation(true, null, [_moments.Mean], [_moments.Deviation]));
}
