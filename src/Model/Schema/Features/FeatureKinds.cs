namespace Streaming.Model.Schema.Features;

/// <summary>The kinds of features by the word that names them.</summary>
internal static class FeatureKinds
{
    private static readonly Dictionary<string, Func<SchemaNode, string, IFeature>> _readers = new(StringComparer.Ordinal)
    {
        [NumericFeature.Word] = NumericFeature.Read,
        [PiecewiseLinearFeature.Word] = PiecewiseLinearFeature.Read,
        [RatioFeature.Word] = RatioFeature.Read,
        [GapFeature.Word] = GapFeature.Read,
        [CycleFeature.HourWord] = CycleFeature.ReadHour,
        [CycleFeature.WeekdayWord] = CycleFeature.ReadWeekday,
        [DistanceFeature.Word] = DistanceFeature.Read,
        [TravelFeature.Word] = TravelFeature.Read,
        [CategoryFeature.Word] = CategoryFeature.Read,
        [RunningFeature.Word] = RunningFeature.Read,
        [RateFeature.Word] = RateFeature.Read,
    };

    public static IReadOnlyCollection<string> Words => _readers.Keys;

    public static IFeature Read(SchemaNode node) =>
        _readers[node.Required("kind").OneOf([.. _readers.Keys])](node, node.Required("name").Name());
}
