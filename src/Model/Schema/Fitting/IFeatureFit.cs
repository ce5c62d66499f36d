using Streaming.Model.Encoding;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema.Fitting;

/// <summary>Collects one feature's constants.</summary>
internal interface IFeatureFit
{
    /// <summary>Takes an event in, whose row was filled with neutral constants.</summary>
    void Observe(scoped in EventFields fields, EventRows rows, int row);

    /// <summary>The feature with its constants; <paramref name="categories"/> have theirs already.</summary>
    IFeature Fitted(IReadOnlyDictionary<string, CategoryFeature> categories);
}
