using Streaming.Training.Facts;

namespace Streaming.Training.Fitting;

/// <summary>The ten-bin distribution of every input over the training period.</summary>
internal static class Distributions
{
    public static IReadOnlyList<Distribution> Of(FitData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var history = data.History;
        var rows = Enumerable.Range(0, history.Count).Where(row => data.Periods.Training.Contains(history.Times[row])).ToArray();
        var result = new List<Distribution>();
        for (var i = 0; i < history.FeatureCount; i++)
        {
            result.Add(Distribution.Of(
                data.Schema.FeatureNames[i], Array.ConvertAll(rows, row => history.Features[((long)row * history.FeatureCount) + i])));
        }

        for (var i = 0; i < history.Vocabularies.Count; i++)
        {
            result.Add(Distribution.Of(
                data.Schema.Categories[i].Name, Array.ConvertAll(rows, row => (float)history.Categories[((long)row * history.Vocabularies.Count) + i])));
        }

        return result;
    }
}
