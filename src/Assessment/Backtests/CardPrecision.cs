namespace Streaming.Assessment.Backtests;

/// <summary>
/// Card precision@k, as the Fraud Detection Handbook defines it: a day's cards in order of their greatest score, those left out that were
/// detected on an earlier day; the share of frauds among the first k. Equal scores go in the order of the keys' names.
/// </summary>
internal sealed class CardPrecision
{
    private readonly List<(int Day, Suspect[] Suspects)> _days = [];
    private readonly int _keys;

    /// <summary>Prepares every day's cards.</summary>
    /// <param name="events">All events.</param>
    /// <param name="days">The rows that count, by day.</param>
    /// <param name="model">Whose scores.</param>
    /// <param name="ranks">The order of keys with equal scores.</param>
    public CardPrecision(ScoredEvents events, RowGroups days, int model, int[] ranks)
    {
        _keys = events.KeyNames.Count;
        var keys = events.Keys;
        var labels = events.Labels;
        var scores = events.Scores(model);
        var places = new int[_keys];
        Array.Fill(places, -1);
        var suspects = new List<Suspect>();
        foreach (var day in days.Numbers)
        {
            suspects.Clear();
            foreach (var row in days[day])
            {
                if (labels[row] < 0 || float.IsNaN(scores[row]))
                {
                    continue;
                }

                ref var place = ref places[keys[row]];
                if (place < 0)
                {
                    place = suspects.Count;
                    suspects.Add(new Suspect(keys[row], scores[row], labels[row] == 1));
                }
                else
                {
                    var known = suspects[place];
                    suspects[place] = new Suspect(known.Key, Math.Max(known.Score, scores[row]), known.IsFraud || labels[row] == 1);
                }
            }

            if (suspects.Count > 0)
            {
                suspects.ForEach(suspect => places[suspect.Key] = -1);
                var ordered = suspects.ToArray();
                Array.Sort(ordered, (left, right) =>
                    left.Score != right.Score ? right.Score.CompareTo(left.Score) : ranks[left.Key].CompareTo(ranks[right.Key]));
                _days.Add((day, ordered));
            }
        }
    }

    private readonly record struct Suspect(int Key, float Score, bool IsFraud);

    /// <summary>The precision of each day that has labelled events.</summary>
    public IReadOnlyList<(int Day, double Precision)> ByDay(int k) => ByDay(k, weights: [], _days);

    /// <summary>The same with every card counted as often as its weight says.</summary>
    public IReadOnlyList<(int Day, double Precision)> ByDay(int k, ReadOnlySpan<int> weights) => ByDay(k, weights, _days);

    /// <summary>The mean over some days by themselves: a card detected before them counts again. Null without any.</summary>
    public double? MeanOf(int k, Func<int, bool> isOfThem)
    {
        var precisions = ByDay(k, weights: [], _days.FindAll(day => isOfThem(day.Day)));
        return precisions.Count == 0 ? null : precisions.Average(day => day.Precision);
    }

    private List<(int Day, double Precision)> ByDay(int k, ReadOnlySpan<int> weights, List<(int Day, Suspect[] Suspects)> days)
    {
        var detected = new bool[_keys];
        var result = new List<(int Day, double Precision)>(days.Count);
        var found = new List<int>();
        foreach (var (day, suspects) in days)
        {
            var (looked, frauds) = (0, 0);
            found.Clear();
            foreach (var suspect in suspects)
            {
                if (looked == k)
                {
                    break;
                }

                var weight = weights.IsEmpty ? 1 : weights[suspect.Key];
                if (weight == 0 || detected[suspect.Key])
                {
                    continue;
                }

                var taken = Math.Min(weight, k - looked);
                looked += taken;
                if (suspect.IsFraud)
                {
                    frauds += taken;
                    found.Add(suspect.Key);
                }
            }

            found.ForEach(key => detected[key] = true);
            result.Add((day, frauds / (double)k));
        }

        return result;
    }
}
