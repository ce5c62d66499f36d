namespace Streaming.Assessment.Backtests;

/// <summary>Judges the scores of one or more models on the same events.</summary>
public sealed class Assessor
{
    private readonly ScoredEvents _events;
    private readonly IReadOnlyList<AssessedModel> _models;
    private readonly AssessmentOptions _options;
    private readonly int[] _ranks;

    /// <summary>Prepares to judge; the events are complete.</summary>
    public Assessor(ScoredEvents events, IReadOnlyList<AssessedModel> models, AssessmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(events);
        _events = events;
        _models = models;
        _options = options;
        _ranks = events.KeyNames.Ranks();
    }

    /// <summary>All figures, unfiltered, and filtered if asked for.</summary>
    public BacktestResult Assess()
    {
        var all = Enumerable.Range(0, _events.Count).ToArray();
        return new BacktestResult(Models(all), Differences(), _options.Filter is { } filter ? Filtered(all, filter) : null);
    }

    private FilteredResult Filtered(int[] all, KnownCompromised filter)
    {
        var kept = Array.FindAll(all, row => !filter.IsKnown(_events.Keys[row], _events.Times[row]));
        return new FilteredResult(all.Length - kept.Length, FraudsIn(all) - FraudsIn(kept), Models(kept));
    }

    private ModelResult[] Models(int[] rows)
    {
        var results = new ModelResult[_models.Count];
        Parallel.For(0, results.Length, model => results[model] = new ModelAssessor(_events, model, _models[model], _options, _ranks).Assess(rows));
        if (_options.BootstrapSamples > 0)
        {
            // Each model on its own events, as its figures are.
            Parallel.For(0, results.Length, model => results[model] = results[model] with
            {
                Intervals = new Bootstrap(_events, rows, [Weighted(rows, model)], _options.BootstrapSamples).Of(0),
            });
        }

        return results;
    }

    private ModelDifference[] Differences() => [.. Enumerable.Range(1, _models.Count - 1).Select(Difference)];

    private ModelDifference Difference(int model)
    {
        var rows = Enumerable.Range(0, _events.Count)
            .Where(row => !float.IsNaN(_events.Scores(0)[row]) && !float.IsNaN(_events.Scores(model)[row]))
            .ToArray();
        WeightedRanking[] pair = [Weighted(rows, 0), Weighted(rows, model)];
        var once = Enumerable.Repeat(1, _events.KeyNames.Count).ToArray();
        var (first, other) = (pair[0].Compute(once), pair[1].Compute(once));
        var bootstrap = _options.BootstrapSamples > 0 ? new Bootstrap(_events, rows, pair, _options.BootstrapSamples) : null;
        var (both, mine, theirs) = (0, 0, 0);
        foreach (var row in rows)
        {
            var isMine = _events.Scores(model)[row] >= _models[model].Threshold;
            var isTheirs = _events.Scores(0)[row] >= _models[0].Threshold;
            both += isMine && isTheirs ? 1 : 0;
            mine += isMine && !isTheirs ? 1 : 0;
            theirs += isTheirs && !isMine ? 1 : 0;
        }

        return new ModelDifference(
            _models[model].Name,
            _models[0].Name,
            rows.Length,
            both,
            mine,
            theirs,
            WeightedRanking.Names
                .Select((name, figure) => (name, difference: new FigureDifference(
                    double.IsFinite(other[figure] - first[figure]) ? other[figure] - first[figure] : null, bootstrap?.Difference(1, figure))))
                .ToDictionary(entry => entry.name, entry => entry.difference));
    }

    private WeightedRanking Weighted(int[] rows, int model) => new(_events, rows, model, _models[model].Threshold, _ranks);

    private int FraudsIn(int[] rows) => rows.Count(row => _events.Labels[row] == 1);
}
