using System.Globalization;
using System.Text.Json;
using Streaming.Assessment.Metrics;

namespace Streaming.Training.Checking;

/// <summary>What one field of the records holds, and how well it alone ranks the label.</summary>
internal sealed class FieldProfile(string name)
{
    // Enough to see a leak, and no more memory however long the history.
    private const int MaxPairs = 100_000;
    private const int MaxValues = 20_000;

    private readonly List<float> _numbers = [];
    private readonly List<sbyte> _numberLabels = [];
    private readonly Dictionary<string, (int Events, int Frauds)> _learnt = new(StringComparer.Ordinal);
    private readonly List<(string Value, sbyte Label)> _held = [];
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private double _least = double.PositiveInfinity;
    private double _greatest = double.NegativeInfinity;
    private double _sum;
    private int _numeric;
    private int _seen;
    private int _seenFrauds;
    private int _seenGenuine;

    /// <summary>Takes a value in, with the record's label.</summary>
    public void Add(JsonElement value, sbyte label)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        _seen++;
        _seenFrauds += label == 1 ? 1 : 0;
        _seenGenuine += label == 0 ? 1 : 0;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
        if (_values.Count <= MaxValues)
        {
            _values.Add(text);
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            AddNumber(number, label);
        }

        AddText(text, label);
    }

    /// <summary>What there is to say, of so many records, frauds and genuine events.</summary>
    public FieldFacts Describe(int records, int frauds, int genuine)
    {
        var isNumber = _seen > 0 && _numeric == _seen;
        return new FieldFacts(
            name,
            records - _seen,
            isNumber ? "number" : "text",
            _values.Count > MaxValues ? null : _values.Count,
            isNumber ? _least : null,
            isNumber ? _sum / _numeric : null,
            isNumber ? _greatest : null,
            RankingOf(isNumber, frauds, genuine));
    }

    private void AddNumber(double number, sbyte label)
    {
        _numeric++;
        _sum += number;
        _least = Math.Min(_least, number);
        _greatest = Math.Max(_greatest, number);
        if (label >= 0 && _numbers.Count < MaxPairs)
        {
            _numbers.Add((float)number);
            _numberLabels.Add(label);
        }
    }

    // Every other event teaches what share of a value's events are frauds, the others are judged by it: an id, whose values never come
    // again, then tells nothing, as it should.
    private void AddText(string text, sbyte label)
    {
        if (label < 0)
        {
            return;
        }

        if (_seen % 2 == 0)
        {
            var known = _learnt.GetValueOrDefault(text);
            if (known.Events > 0 || _learnt.Count < MaxValues)
            {
                _learnt[text] = (known.Events + 1, known.Frauds + label);
            }
        }
        else if (_held.Count < MaxPairs)
        {
            _held.Add((text, label));
        }
    }

    private double? RankingOf(bool isNumber, int frauds, int genuine)
    {
        if (frauds == 0 || genuine == 0)
        {
            return null;
        }

        var events = _learnt.Values.Sum(value => value.Events);
        var rate = _learnt.Values.Sum(value => value.Frauds) / (double)Math.Max(1, events);
        var byValue = Ranking.RocAuc(
            _held.Select(held => Rate(_learnt.GetValueOrDefault(held.Value), rate)).ToArray(),
            _held.Select(held => held.Label).ToArray());
        var byNumber = isNumber ? Ranking.RocAuc(_numbers.ToArray(), _numberLabels.ToArray()) : double.NaN;

        // A field that only frauds have tells by being there at all.
        var byPresence = 0.5 + (Math.Abs((_seenFrauds / (double)frauds) - (_seenGenuine / (double)genuine)) / 2);
        return Math.Round(Math.Max(byPresence, Math.Max(EitherWay(byValue), EitherWay(byNumber))), 4);
    }

    private static double EitherWay(double area) => double.IsNaN(area) ? 0 : Math.Max(area, 1 - area);

    private static float Rate((int Events, int Frauds) value, double overall) => (float)((value.Frauds + (2 * overall)) / (value.Events + 2));
}
