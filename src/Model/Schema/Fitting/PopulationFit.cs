using Streaming.Model.Encoding;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema.Fitting;

/// <summary>The population's mean and deviation of a running feature's number.</summary>
internal sealed class PopulationFit(RunningFeature feature, int input) : IFeatureFit
{
    private readonly Moments _moments = new();

    public void Observe(scoped in EventFields fields, EventRows rows, int row)
    {
        var number = rows.StatefulInputsOf(row)[input];
        if (!double.IsNaN(number))
        {
            _moments.Add(number);
        }
    }

    public IFeature Fitted(IReadOnlyDictionary<string, CategoryFeature> categories) =>
        feature with { PopulationMean = _moments.Mean, PopulationDeviation = _moments.Deviation };
}
