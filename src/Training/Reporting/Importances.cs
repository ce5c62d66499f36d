using Streaming.Assessment.Metrics;
using Streaming.Model.Schema;
using Streaming.Training.Data;
using Streaming.Training.Loop;
using Streaming.Training.Network;
using Streaming.Training.Objectives;

namespace Streaming.Training.Reporting;

/// <summary>Permutation importance of every feature, on the whole sequences of a sample of keys.</summary>
internal sealed class Importances(ScoreNetwork network, IObjective objective, FeatureSchema schema, History sample, Period validation, int seed)
{
    /// <summary>All features, the most important first.</summary>
    public IReadOnlyList<FeatureImportance> Measure(Action<double, string> bar)
    {
        ArgumentNullException.ThrowIfNull(bar);
        var rows = Enumerable.Range(0, sample.Count).Where(row => validation.Contains(sample.Times[row])).ToArray();
        var whole = Figure(sample);
        var groups = Groups().ToArray();
        var result = new List<FeatureImportance>();
        for (var i = 0; i < groups.Length; i++)
        {
            bar(i / (double)groups.Length, groups[i].Feature);
            result.Add(new FeatureImportance(groups[i].Feature, Math.Round(whole - Figure(Shuffled(groups[i], rows)), 6)));
        }

        return [.. result.OrderByDescending(feature => feature.Drop)];
    }

    // Columns of one feature are named after it with a suffix behind a dot, and mean nothing apart.
    private IEnumerable<(string Feature, int[] Columns, bool IsCategory)> Groups() =>
        schema.FeatureNames.Select((name, column) => (Name: name.Split('.')[0], column))
            .GroupBy(entry => entry.Name)
            .Select(group => (group.Key, group.Select(entry => entry.column).ToArray(), false))
            .Concat(schema.Categories.Select((category, column) => (category.Name, new[] { column }, true)));

    private History Shuffled((string Feature, int[] Columns, bool IsCategory) group, int[] rows)
    {
        var shuffled = sample.Of([.. Enumerable.Range(0, sample.KeyCount)]);
        var others = (int[])rows.Clone();
        new Random(seed).Shuffle(others);
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var column in group.Columns)
            {
                if (group.IsCategory)
                {
                    var width = sample.Vocabularies.Count;
                    shuffled.Categories[((long)rows[i] * width) + column] = sample.Categories[((long)others[i] * width) + column];
                }
                else
                {
                    var width = sample.FeatureCount;
                    shuffled.Features[((long)rows[i] * width) + column] = sample.Features[((long)others[i] * width) + column];
                }
            }
        }

        return shuffled;
    }

    private double Figure(History history)
    {
        using var tensors = new HistoryTensors(history);
        var evaluation = new Evaluator(network, objective, history, tensors).Run(validation, CancellationToken.None);
        return objective.NeedsLabels ? Ranking.AveragePrecision(evaluation.Scores, evaluation.Labels) : -evaluation.MeanLoss(labelled: false);
    }
}
