using System.Runtime.InteropServices;
using System.Text;
using Streaming.Model.Encoding;
using Streaming.Model.State;

namespace Streaming.Training.Data;

/// <summary>
/// From records to a history, through the encoder of live scoring: decode as they come, then per key in the order of event time the
/// features with memory. Records of one time keep the order in which they came.
/// </summary>
internal sealed class HistoryBuilder(EventEncoder encoder, long to = long.MaxValue)
{
    private readonly EventRows _row = new(encoder, 1);
    private readonly List<float> _features = [];
    private readonly List<long> _categories = [];
    private readonly List<double> _inputs = [];
    private readonly List<long> _times = [];
    private readonly List<sbyte> _labels = [];
    private readonly List<int> _keys = [];
    private readonly List<long> _latest = [];
    private readonly Dictionary<string, int> _keyIndices = new(StringComparer.Ordinal);

    /// <summary>Events so far.</summary>
    public int Count => _times.Count;

    /// <summary>Events earlier than one of their key that came before them. They are put in order here; live, they are scored as they come.</summary>
    public int TimesBack { get; private set; }

    /// <summary>Adds a record, unless it cannot be decoded or is of the end or later.</summary>
    /// <returns><c>default</c>, or why it cannot be decoded.</returns>
    public RecordFault Add(ReadOnlySpan<byte> value)
    {
        _row.Clear();
        var fault = encoder.Decode(value, _row, 0);
        if (fault.IsFault || _row.EventTimes[0] >= to)
        {
            return fault;
        }

        _features.AddRange(_row.FeaturesOf(0));
        _categories.AddRange(_row.CategoriesOf(0));
        _inputs.AddRange(_row.StatefulInputsOf(0));
        _times.Add(_row.EventTimes[0]);
        _labels.Add(_row.Labels[0]);
        var key = KeyIndex(_row.KeyOf(0));
        _keys.Add(key);
        TimesBack += _row.EventTimes[0] < _latest[key] ? 1 : 0;
        _latest[key] = Math.Max(_latest[key], _row.EventTimes[0]);
        return default;
    }

    /// <summary>The history of all records added.</summary>
    public History Build()
    {
        var order = Order();
        var history = new History(
            Count,
            encoder.FeatureCount,
            [.. encoder.Schema.Categories.Select(category => category.Size ?? throw new InvalidOperationException("an encoder's schema is fitted"))],
            KeyStarts());
        var statistics = new float[encoder.StatisticsLength];
        var header = KeyStateHeader.New;
        for (var row = 0; row < order.Length; row++)
        {
            if (row == 0 || _keys[order[row]] != _keys[order[row - 1]])
            {
                header = KeyStateHeader.New;
                Array.Clear(statistics);
            }

            Load(order[row]);
            encoder.FillFromState(_row, 0, header, statistics);
            header = encoder.Advance(_row, 0, header, statistics);
            _row.Features.CopyTo(history.Features, (long)row * encoder.FeatureCount);
            _row.Categories.CopyTo(history.Categories, (long)row * encoder.CategoryCount);
            history.Times[row] = _row.EventTimes[0];
            history.Labels[row] = _row.Labels[0];
        }

        return history;
    }

    private int[] Order()
    {
        var order = Enumerable.Range(0, Count).ToArray();
        Array.Sort(order, (left, right) =>
        {
            var byKey = _keys[left].CompareTo(_keys[right]);
            var byTime = byKey != 0 ? byKey : _times[left].CompareTo(_times[right]);
            return byTime != 0 ? byTime : left.CompareTo(right);
        });
        return order;
    }

    private int[] KeyStarts()
    {
        var starts = new int[_keyIndices.Count + 1];
        foreach (var key in _keys)
        {
            starts[key + 1]++;
        }

        for (var key = 0; key < _keyIndices.Count; key++)
        {
            starts[key + 1] += starts[key];
        }

        return starts;
    }

    private void Load(int record)
    {
        CollectionsMarshal.AsSpan(_features)
            .Slice(record * encoder.FeatureCount, encoder.FeatureCount).CopyTo(_row.FeaturesOf(0));
        CollectionsMarshal.AsSpan(_categories)
            .Slice(record * encoder.CategoryCount, encoder.CategoryCount).CopyTo(_row.CategoriesOf(0));
        CollectionsMarshal.AsSpan(_inputs)
            .Slice(record * encoder.StatefulInputCount, encoder.StatefulInputCount).CopyTo(_row.StatefulInputsOf(0));
        _row.EventTimes[0] = _times[record];
        _row.Labels[0] = _labels[record];
    }

    private int KeyIndex(ReadOnlySpan<byte> key)
    {
        Span<char> text = stackalloc char[256];
        var length = Encoding.UTF8.TryGetChars(key, text, out var written) ? written : -1;
        var lookup = _keyIndices.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> name = length >= 0 ? text[..length] : Encoding.UTF8.GetString(key);
        if (!lookup.TryGetValue(name, out var index))
        {
            index = _keyIndices.Count;
            lookup[name] = index;
            _latest.Add(long.MinValue);
        }

        return index;
    }
}
