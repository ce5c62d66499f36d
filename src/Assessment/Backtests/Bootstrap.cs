namespace Streaming.Assessment.Backtests;

/// <summary>Resamples cards with replacement, for events of one card stand or fall together. All models are judged on the same cards each time.</summary>
internal sealed class Bootstrap
{
    // The same each time: a backtest twice is the same bytes.
    private const int Seed = 20_180_401;
    private const double Tail = 0.025;

    // By model, figure, sample.
    private readonly double[][][] _samples;

    public Bootstrap(ScoredEvents events, int[] rows, IReadOnlyList<WeightedRanking> models, int samples)
    {
        var cards = rows.Select(row => events.Keys[row]).Distinct().ToArray();
        var random = new Random(Seed);
        var weights = new int[events.KeyNames.Count];
        _samples = [.. models.Select(_ => WeightedRanking.Names.Select(_ => new double[samples]).ToArray())];
        for (var sample = 0; sample < samples; sample++)
        {
            Array.Clear(weights);
            for (var draw = 0; draw < cards.Length; draw++)
            {
                weights[cards[random.Next(cards.Length)]]++;
            }

            for (var model = 0; model < models.Count; model++)
            {
                var figures = models[model].Compute(weights);
                for (var figure = 0; figure < figures.Length; figure++)
                {
                    _samples[model][figure][sample] = figures[figure];
                }
            }
        }
    }

    /// <summary>The intervals of a model's figures.</summary>
    public Dictionary<string, Interval> Of(int model) => WeightedRanking.Names
        .Select((name, figure) => (name, interval: IntervalOf(_samples[model][figure])))
        .Where(entry => entry.interval is not null)
        .ToDictionary(entry => entry.name, entry => entry.interval ?? new Interval(0, 0));

    /// <summary>The interval of a model's figure less the first one's.</summary>
    public Interval? Difference(int model, int figure) =>
        IntervalOf([.. _samples[model][figure].Zip(_samples[0][figure], (one, other) => one - other)]);

    private static Interval? IntervalOf(double[] samples)
    {
        var sorted = samples.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? null : new Interval(Quantile(sorted, Tail), Quantile(sorted, 1 - Tail));
    }

    private static double Quantile(double[] sorted, double quantile)
    {
        var place = quantile * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
