namespace Streaming.Assessment.Backtests;

/// <summary>The overall figures of one model when every card counts as often as its weight says. Prepared once, computed for each resampling.</summary>
internal sealed class WeightedRanking
{
    private readonly ScoredEvents _events;
    private readonly int _model;
    private readonly float _threshold;
    private readonly int[] _falling;
    private readonly CardPrecision _cards;

    public WeightedRanking(ScoredEvents events, int[] rows, int model, float threshold, int[] ranks)
    {
        _events = events;
        _model = model;
        _threshold = threshold;
        _falling = FallingScores.Sort(events, model, Array.FindAll(rows, row => events.Labels[row] >= 0 && !float.IsNaN(events.Scores(model)[row])));
        _cards = new CardPrecision(events, RowGroups.By(_falling, events.Days), model, ranks);
    }

    /// <summary>The figures' names, in the order of <see cref="Compute"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["rocAuc", "averagePrecision", "cardPrecisionAt100", "recallAtFpr001", "recallAtFpr01", "precision", "recall", "moneyRecall"];

    /// <summary>The figures; NaN where one is not defined.</summary>
    public double[] Compute(ReadOnlySpan<int> weights)
    {
        var scores = _events.Scores(_model);
        var labels = _events.Labels;
        var amounts = _events.Amounts;
        var keys = _events.Keys;
        var (allFrauds, allGenuine) = Totals(weights);
        double frauds = 0, genuine = 0, area = 0, precisions = 0, few = 0, some = 0, caught = 0, alerts = 0, lost = 0, saved = 0;
        for (var i = 0; i < _falling.Length;)
        {
            var score = scores[_falling[i]];
            double newFrauds = 0, newGenuine = 0;
            for (; i < _falling.Length && scores[_falling[i]] == score; i++)
            {
                var row = _falling[i];
                double weight = weights[keys[row]];
                if (labels[row] == 1)
                {
                    newFrauds += weight;
                    if (weight > 0 && !float.IsNaN(amounts[row]))
                    {
                        lost += weight * amounts[row];
                        saved += score >= _threshold ? weight * amounts[row] : 0;
                    }
                }
                else
                {
                    newGenuine += weight;
                }
            }

            area += newGenuine * (frauds + (newFrauds / 2));
            frauds += newFrauds;
            genuine += newGenuine;
            precisions += newFrauds > 0 ? newFrauds * frauds / (frauds + genuine) : 0;
            few = genuine <= 0.001 * allGenuine ? frauds : few;
            some = genuine <= 0.01 * allGenuine ? frauds : some;
            (caught, alerts) = score >= _threshold ? (frauds, frauds + genuine) : (caught, alerts);
        }

        var days = _cards.ByDay(ModelAssessor.TopCount, weights);
        var bothClasses = allFrauds > 0 && allGenuine > 0;
        return
        [
            area / (allFrauds * allGenuine),
            precisions / allFrauds,
            days.Count == 0 ? double.NaN : days.Average(day => day.Precision),
            bothClasses ? few / allFrauds : double.NaN,
            bothClasses ? some / allFrauds : double.NaN,
            caught / alerts,
            caught / allFrauds,
            saved / lost,
        ];
    }

    private (double Frauds, double Genuine) Totals(ReadOnlySpan<int> weights)
    {
        double frauds = 0, genuine = 0;
        var labels = _events.Labels;
        var keys = _events.Keys;
        foreach (var row in _falling)
        {
            if (labels[row] == 1)
            {
                frauds += weights[keys[row]];
            }
            else
            {
                genuine += weights[keys[row]];
            }
        }

        return (frauds, genuine);
    }
}
