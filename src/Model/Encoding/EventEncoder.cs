using Streaming.Model.Artifact;
using Streaming.Model.Encoding.Columns;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema;
using Streaming.Model.State;

namespace Streaming.Model.Encoding;

/// <summary>From a record's bytes to the model's input. Immutable and thread-safe: one encoder serves training, live and backtest.</summary>
public sealed class EventEncoder
{
    private readonly EncoderPlan _plan;

    /// <summary>Makes the encoder of a fitted schema.</summary>
    /// <exception cref="ModelException">The schema has not been fitted.</exception>
    public EventEncoder(FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.RequireFitted();
        Schema = schema;
        _plan = new EncoderPlan(schema);
    }

    /// <summary>The schema that this encoder follows.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>F: the columns of <c>features</c>.</summary>
    public int FeatureCount => _plan.FeatureCount;

    /// <summary>C: the columns of <c>categories</c>; 0 if the model has none.</summary>
    public int CategoryCount => _plan.Categories.Length;

    /// <summary>R: raw numbers a row carries for the features with memory.</summary>
    public int StatefulInputCount => _plan.Inputs.Length;

    /// <summary>Floats of running statistics in a key state. A new key's are all zero.</summary>
    public int StatisticsLength => _plan.StatisticsLength;

    /// <summary>The fields that features are made of; of more than 64 the first 64, for they are what a row has bits for.</summary>
    public IReadOnlyList<string> FeatureFields => _plan.FeatureFieldNames;

    internal EncoderPlan Plan => _plan;

    /// <summary>Reads a record and fills all of its row that needs no key state.</summary>
    /// <returns><c>default</c>, or the reason why the record is a dead letter; the row is then undefined.</returns>
    public RecordFault Decode(ReadOnlySpan<byte> value, EventRows rows, int row)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Span<FieldSlot> slots = stackalloc FieldSlot[_plan.Reader.Fields.Count];
        if (_plan.Reader.Read(value, slots) is { IsFault: true } fault)
        {
            return fault;
        }

        var fields = new EventFields(
            _plan.Reader.Fields,
            value,
            slots,
            stackalloc double[_plan.NumberFields.Length],
            stackalloc byte[EventFields.MaxText]);
        rows.Missing[row] = MissingIn(slots);
        return Encode(fields, rows, row);
    }

    private ulong MissingIn(ReadOnlySpan<FieldSlot> slots)
    {
        var missing = 0UL;
        for (var i = 0; i < _plan.FeatureFields.Length; i++)
        {
            missing |= slots[_plan.FeatureFields[i]].IsMissing ? 1UL << i : 0;
        }

        return missing;
    }

    /// <summary>Fills the features of a row that depend on the key's state before the event (gap, running statistics). Changes nothing but the row.</summary>
    public void FillFromState(EventRows rows, int row, KeyStateHeader header, ReadOnlySpan<float> statistics)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var moment = KeyMoment.Of(header, rows.EventTimes[row]);
        var inputs = rows.StatefulInputsOf(row);
        var categories = rows.CategoriesOf(row);
        var features = rows.FeaturesOf(row);
        foreach (var column in _plan.StateColumns)
        {
            column.Fill(moment, inputs, statistics, categories, features);
        }
    }

    /// <summary>Advances the key's header and statistics by a row. Called once a row's step has succeeded.</summary>
    public KeyStateHeader Advance(EventRows rows, int row, KeyStateHeader header, Span<float> statistics)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var time = rows.EventTimes[row];
        var moment = KeyMoment.Of(header, time);
        var inputs = rows.StatefulInputsOf(row);
        foreach (var statistic in _plan.Statistics)
        {
            statistic.Advance(moment.Seconds, inputs, statistics);
        }

        return new KeyStateHeader(Math.Max(header.LastEventTime, time), header.Count + 1);
    }

    /// <summary>Fills a row from fields that have been found.</summary>
    internal RecordFault Encode(scoped in EventFields fields, EventRows rows, int row)
    {
        var fault = EncodeRoles(fields, rows, row);
        return fault.IsFault ? fault : EncodeFeatures(fields, rows, row);
    }

    private RecordFault EncodeRoles(scoped in EventFields fields, EventRows rows, int row)
    {
        Span<byte> joined = stackalloc byte[EventFields.MaxText];
        if (_plan.Key.Read(fields, joined, out var key) is { IsFault: true } keyFault)
        {
            return keyFault;
        }

        rows.SetKey(row, key);
        scoped ReadOnlySpan<byte> id = default;
        if (_plan.Id?.Read(fields, joined, out id) is { IsFault: true } idFault)
        {
            return idFault;
        }

        rows.SetId(row, id);
        if (_plan.Time.Read(fields, joined, out rows.EventTimes[row]) is { IsFault: true } timeFault)
        {
            return timeFault;
        }

        sbyte label = -1;
        if (_plan.Label?.Read(fields, out label) is { IsFault: true } labelFault)
        {
            return labelFault;
        }

        rows.Labels[row] = label;
        return default;
    }

    private RecordFault EncodeFeatures(scoped in EventFields fields, EventRows rows, int row)
    {
        for (var number = 0; number < _plan.NumberFields.Length; number++)
        {
            if (fields.ReadNumber(_plan.NumberFields[number], out fields.Numbers[number]) is { IsFault: true } fault)
            {
                return fault;
            }
        }

        rows.Amounts[row] = _plan.AmountNumber < 0 ? double.NaN : fields.Numbers[_plan.AmountNumber];
        var categories = rows.CategoriesOf(row);
        for (var category = 0; category < categories.Length; category++)
        {
            if (_plan.Categories[category].Read(fields, out categories[category]) is { IsFault: true } fault)
            {
                return fault;
            }
        }

        var features = rows.FeaturesOf(row);
        foreach (var column in _plan.RowColumns)
        {
            if (column.Fill(fields, rows.EventTimes[row], categories, features) is { IsFault: true } fault)
            {
                return fault;
            }
        }

        var inputs = rows.StatefulInputsOf(row);
        for (var input = 0; input < inputs.Length; input++)
        {
            if (_plan.Inputs[input].Read(fields, out inputs[input]) is { IsFault: true } fault)
            {
                return fault;
            }
        }

        return default;
    }
}
