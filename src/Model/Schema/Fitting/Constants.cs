using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema.Fitting;

/// <summary>Features with other constants.</summary>
internal static class Constants
{
    public static IFeature With(this IFeature feature, Standardisation standardisation) => feature switch
    {
        NumericFeature numeric => numeric with { Standardisation = standardisation },
        RatioFeature ratio => ratio with { Standardisation = standardisation },
        DistanceFeature distance => distance with { Standardisation = standardisation },
        TravelFeature travel => travel with { Standardisation = standardisation },
        GapFeature gap => gap with { Standardisation = standardisation },
        RateFeature rate => rate with { Standardisation = standardisation },
        _ => throw new InvalidOperationException($"The feature kind {feature.Kind} is not standardised."),
    };

    /// <summary>The feature with constants that change nothing, so that what is to be fitted can be seen.</summary>
    public static IFeature Neutral(this IFeature feature) => feature switch
    {
        { MissingConstant: null } => feature,
        PiecewiseLinearFeature spread => spread with { Edges = [.. Enumerable.Range(0, spread.Bins + 1).Select(edge => (double)edge)] },
        CategoryFeature category => category with { Vocabulary = [] },
        RunningFeature running => running with { PopulationMean = 0, PopulationDeviation = 1 },
        _ => feature.With(Standardisation.None),
    };
}
