using Streaming.Model.Encoding.Columns;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Encoding.Times;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding;

/// <summary>A schema made ready to run: every field has a place, every feature its columns.</summary>
internal sealed class EncoderPlan
{
    private const int MaxFeatureFields = 64;

    private readonly List<string> _fields = [];
    private readonly List<int> _numberFields = [];
    private readonly List<IRowColumn> _rowColumns = [];
    private readonly List<IStateColumn> _stateColumns = [];
    private readonly List<CategoryIndexer> _categories = [];
    private readonly List<StatefulInput> _inputs = [];
    private readonly List<IKeyStatistic> _statistics = [];
    private readonly FeatureSchema _schema;

    public EncoderPlan(FeatureSchema schema)
    {
        _schema = schema;
        Key = new RoleText(schema.Key.Text, FieldOf);
        Id = schema.Id is { } id ? new RoleText(id, FieldOf) : null;
        Time = new TimeReader(schema.Time, FieldOf);
        Label = schema.Label is { } label ? new LabelReader(label, FieldOf(label.Field)) : null;
        AmountNumber = schema.AmountField is { } amount ? NumberOf(amount) : -1;
        foreach (var feature in schema.Features)
        {
            Add(feature, FeatureCount);
            FeatureCount += feature.Columns.Count;
        }

        Reader = new EventReader(_fields);
        NumberFields = [.. _numberFields];
        RowColumns = [.. _rowColumns];
        StateColumns = [.. _stateColumns];
        Categories = [.. _categories];
        Inputs = [.. _inputs];
        Statistics = [.. _statistics];
        StatisticsLength = _statistics.Sum(statistic => statistic.Length);
        FeatureFields = [.. NumberFields.Concat(Categories.Select(category => category.Field)).Distinct().Take(MaxFeatureFields)];
        FeatureFieldNames = [.. FeatureFields.Select(field => _fields[field])];
    }

    public EventReader Reader { get; }

    public RoleText Key { get; }

    public RoleText? Id { get; }

    public TimeReader Time { get; }

    public LabelReader? Label { get; }

    /// <summary>The amount's place among the numbers; -1 without one.</summary>
    public int AmountNumber { get; }

    public int FeatureCount { get; }

    public int StatisticsLength { get; }

    /// <summary>The field of each number.</summary>
    public int[] NumberFields { get; }

    /// <summary>The fields that features are made of, as far as a row has bits for them.</summary>
    public int[] FeatureFields { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> FeatureFieldNames { get; }

    public IRowColumn[] RowColumns { get; }

    public IStateColumn[] StateColumns { get; }

    public CategoryIndexer[] Categories { get; }

    public StatefulInput[] Inputs { get; }

    public IKeyStatistic[] Statistics { get; }

    /// <summary>The place of a field's number.</summary>
    public int FindNumber(string field) => Array.IndexOf(NumberFields, _fields.IndexOf(field));

    /// <summary>The place of a transformed field among the stateful inputs.</summary>
    public int FindInput(string field, NumericTransform transform) =>
        Array.IndexOf(Inputs, new StatefulInput(FindNumber(field), _fields.IndexOf(field), transform));

    private void Add(IFeature feature, int column)
    {
        switch (feature)
        {
            case NumericFeature numeric:
                _rowColumns.Add(new NumericColumn(numeric, SourceOf(numeric.Field, numeric.Missing), StandardiserOf(feature), column));
                break;
            case PiecewiseLinearFeature spread:
                _rowColumns.Add(new PiecewiseLinearColumn(spread, SourceOf(spread.Field, spread.Missing), column));
                break;
            case RatioFeature ratio:
                _rowColumns.Add(
                    new RatioColumn(ratio, SourceOf(ratio.Numerator), SourceOf(ratio.Denominator), StandardiserOf(feature), column));
                break;
            case CycleFeature cycle:
                _rowColumns.Add(new CycleColumns(cycle, Time.Zone, column));
                break;
            case DistanceFeature distance:
                _rowColumns.Add(new DistanceColumn(
                    distance, PlaceOf(distance.From, distance.Metric), PlaceOf(distance.To, distance.Metric), StandardiserOf(feature), column));
                break;
            case CategoryFeature category:
                _categories.Add(new CategoryIndexer(category, FieldOf(category.Field)));
                break;
            case GapFeature gap:
                _stateColumns.Add(new GapColumn(gap, StandardiserOf(feature), column));
                break;
            case RateFeature rate:
                _stateColumns.Add(new RateColumn(RateOf(rate.HalfLifeSeconds), StandardiserOf(feature), column));
                break;
            case RunningFeature running:
                Require(SourceOf(running.Field), running.Missing);
                _stateColumns.Add(new RunningColumn(running, StatisticOf(running), column));
                break;
            case TravelFeature travel:
                AddTravel(travel, column);
                break;
            default:
                throw new InvalidOperationException($"No columns for the feature kind {feature.Kind}.");
        }
    }

    private void AddTravel(TravelFeature travel, int column)
    {
        var place = PlaceOf(travel.At, travel.Metric);
        _rowColumns.Add(new PlaceCheck(place));
        Require(place.First, travel.Missing);
        Require(place.Second, travel.Missing);
        var first = InputOf(travel.At.First, NumericTransform.Identity);
        var second = InputOf(travel.At.Second, NumericTransform.Identity);
        var last = Shared(new LastPlace(first, second, NextOffset), known => known.First == first && known.Second == second);
        _stateColumns.Add(new TravelColumn(travel, last, StandardiserOf(travel), column));
    }

    private void Require(NumberSource source, double? missing)
    {
        if (missing is null)
        {
            _rowColumns.Add(new Requirement(source));
        }
    }

    private int NextOffset => _statistics.Sum(statistic => statistic.Length);

    private RunningStatistic StatisticOf(RunningFeature feature)
    {
        var input = InputOf(feature.Field, feature.Transform);
        return Shared(
            new RunningStatistic(input, feature.HalfLifeSeconds, NextOffset),
            known => known.Input == input && known.HalfLifeSeconds == feature.HalfLifeSeconds);
    }

    private EventRate RateOf(double halfLife) =>
        Shared(new EventRate(halfLife, NextOffset), known => known.HalfLifeSeconds == halfLife);

    // Features that look at the same history share it: a state is kept millions of times.
    private T Shared<T>(T statistic, Func<T, bool> isSame)
        where T : class, IKeyStatistic
    {
        if (_statistics.OfType<T>().FirstOrDefault(isSame) is { } known)
        {
            return known;
        }

        _statistics.Add(statistic);
        return statistic;
    }

    private int InputOf(string field, NumericTransform transform) =>
        PlaceIn(_inputs, new StatefulInput(NumberOf(field), FieldOf(field), transform));

    private PlaceSource PlaceOf(Coordinates coordinates, DistanceMetric metric) =>
        new(SourceOf(coordinates.First), SourceOf(coordinates.Second), metric);

    private NumberSource SourceOf(string field, double? missing = null) => new(NumberOf(field), FieldOf(field), missing ?? double.NaN);

    private Standardiser StandardiserOf(IFeature feature) => new(
        feature.Standardisation ?? Standardisation.None,
        name => _schema.Categories.Select(category => category.Name).ToList().IndexOf(name));

    private int NumberOf(string field) => PlaceIn(_numberFields, FieldOf(field));

    private int FieldOf(string field) => PlaceIn(_fields, field);

    private static int PlaceIn<T>(List<T> list, T item)
    {
        var place = list.IndexOf(item);
        if (place < 0)
        {
            place = list.Count;
            list.Add(item);
        }

        return place;
    }
}
