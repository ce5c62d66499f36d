using Streaming.Model.Artifact;
using Streaming.Model.Encoding;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;
using Streaming.Model.State;

namespace Streaming.Model.Schema.Fitting;

/// <summary>
/// Fits a schema's missing constants to history: means, deviations, quantile edges, vocabularies. Constants that are there stay.
/// Deterministic: the same records in the same order give the same schema. One thread at a time.
/// </summary>
public sealed class SchemaFitter
{
    private readonly FeatureSchema _schema;
    private readonly EventEncoder _encoder;
    private readonly EventRows _rows;
    private readonly IFeatureFit?[] _fits;
    private readonly FieldSlot[] _slots;
    private readonly double[] _numbers;
    private readonly byte[] _scratch = new byte[EventFields.MaxText];
    private readonly Dictionary<string, (KeyStateHeader Header, float[] Statistics)> _states = new(StringComparer.Ordinal);

    private readonly long _from;
    private readonly long _to;

    /// <summary>A fitter that has seen nothing.</summary>
    /// <param name="schema">The schema, some of its constants missing.</param>
    /// <param name="from">Event time, microseconds: earlier events move the keys' statistics, but no constant is fitted to them.</param>
    /// <param name="to">Event time, microseconds: events at or after it are not looked at, but for their time.</param>
    public SchemaFitter(FeatureSchema schema, long from = long.MinValue, long to = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _from = from;
        _to = to;
        _schema = schema;
        _encoder = new EventEncoder(schema.With([.. schema.Features.Select(feature => feature.Neutral())]));
        _rows = new EventRows(_encoder, 1);
        _slots = new FieldSlot[_encoder.Plan.Reader.Fields.Count];
        _numbers = new double[_encoder.Plan.NumberFields.Length];
        _fits = new IFeatureFit?[schema.Features.Count];
        for (int index = 0, column = 0; index < _fits.Length; column += schema.Features[index++].Columns.Count)
        {
            _fits[index] = schema.Features[index].MissingConstant is null ? null : FitOf(schema.Features[index], column);
        }
    }

    /// <summary>The events that constants are fitted to, so far.</summary>
    public long Events { get; private set; }

    /// <summary>The lowest event time of a readable record, microseconds; null before the first.</summary>
    public long? FirstEventTime { get; private set; }

    /// <summary>The highest event time of a readable record, microseconds; null before the first.</summary>
    public long? LastEventTime { get; private set; }

    /// <summary>Takes a record in; a key's records in the order of its history.</summary>
    /// <returns><c>default</c>, or why the record cannot be read; it is then left out.</returns>
    public RecordFault Observe(ReadOnlySpan<byte> value)
    {
        Array.Clear(_slots);
        _rows.Clear();
        if (_encoder.Plan.Reader.Read(value, _slots) is { IsFault: true } unreadable)
        {
            return unreadable;
        }

        var fields = new EventFields(_encoder.Plan.Reader.Fields, value, _slots, _numbers, _scratch);
        if (_encoder.Encode(fields, _rows, 0) is { IsFault: true } fault)
        {
            return fault;
        }

        var time = _rows.EventTimes[0];
        FirstEventTime = Math.Min(time, FirstEventTime ?? time);
        LastEventTime = Math.Max(time, LastEventTime ?? time);
        if (time >= _to)
        {
            return default;
        }

        PassState();
        if (time < _from)
        {
            return default;
        }

        foreach (var fit in _fits)
        {
            fit?.Observe(fields, _rows, 0);
        }

        Events++;
        return default;
    }

    /// <summary>The schema with all its constants.</summary>
    /// <exception cref="ModelException">Constants are missing and no event was seen.</exception>
    public FeatureSchema Fit()
    {
        if (Events == 0 && !_schema.IsFitted)
        {
            throw new ModelException("Feature schema: expected events to fit its constants to, found none that can be read.");
        }

        var features = _schema.Features.ToArray();
        var categories = new Dictionary<string, CategoryFeature>(StringComparer.Ordinal);
        for (var index = 0; index < features.Length; index++)
        {
            if (features[index] is CategoryFeature category)
            {
                category = _fits[index]?.Fitted(categories) as CategoryFeature ?? category;
                categories.Add(category.Name, category);
                features[index] = category;
            }
        }

        for (var index = 0; index < features.Length; index++)
        {
            features[index] = features[index] is CategoryFeature ? features[index] : _fits[index]?.Fitted(categories) ?? features[index];
        }

        return _schema.With(features);
    }

    // The gap and the running statistics are seen as live scoring sees them: from the key's state before the event.
    private void PassState()
    {
        if (_encoder.Plan.StateColumns.Length == 0)
        {
            return;
        }

        var key = System.Text.Encoding.UTF8.GetString(_rows.KeyOf(0));
        if (!_states.TryGetValue(key, out var state))
        {
            state = (KeyStateHeader.New, new float[_encoder.StatisticsLength]);
        }

        _encoder.FillFromState(_rows, 0, state.Header, state.Statistics);
        _states[key] = (_encoder.Advance(_rows, 0, state.Header, state.Statistics), state.Statistics);
    }

    private IFeatureFit FitOf(IFeature feature, int column) => feature switch
    {
        CategoryFeature category => new VocabularyFit(category, IndexerOf(category.Name)),
        PiecewiseLinearFeature spread => new QuantileFit(spread, _encoder.Plan.FindNumber(spread.Field)),
        RunningFeature running => new PopulationFit(running, _encoder.Plan.FindInput(running.Field, running.Transform)),
        { Standardisation.Within: { } within } => new WithinFit(feature, within, column, IndexerOf(within)),
        _ => new OverallFit(feature, column),
    };

    private Encoding.Columns.CategoryIndexer IndexerOf(string name) =>
        _encoder.Plan.Categories[_schema.Categories.Select(category => category.Name).ToList().IndexOf(name)];
}
