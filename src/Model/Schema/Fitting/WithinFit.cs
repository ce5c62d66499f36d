using Streaming.Model.Encoding;
using Streaming.Model.Encoding.Columns;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema.Fitting;

/// <summary>Mean and deviation of a column for each index of a category; of all events where an index has few.</summary>
internal sealed class WithinFit(IFeature feature, string within, int column, CategoryIndexer indexer) : IFeatureFit
{
    // Below, a deviation says more about chance than about the category.
    private const int Few = 20;
    private readonly Moments _overall = new();
    private readonly ValueTable<Moments> _byText = new();

    public void Observe(scoped in EventFields fields, EventRows rows, int row)
    {
        var number = rows.FeaturesOf(row)[column];
        _overall.Add(number);
        _ = indexer.ReadText(fields, out var text);
        _byText[text].Add(number);
    }

    public IFeature Fitted(IReadOnlyDictionary<string, CategoryFeature> categories)
    {
        // The vocabulary is known only now, so moments were kept by text.
        var category = categories[within];
        var final = new CategoryIndexer(category, field: -1);
        var byIndex = Enumerable.Range(0, category.Size ?? 1).Select(_ => new Moments()).ToArray();
        foreach (var (text, moments) in _byText.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            byIndex[final.IndexOf(System.Text.Encoding.UTF8.GetBytes(text))].Add(moments);
        }

        var chosen = byIndex.Select(moments => moments.Count < Few ? _overall : moments).ToList();
        return feature.With(new Standardisation(
            true,
            within,
            chosen.ConvertAll(moments => moments.Mean),
            chosen.ConvertAll(moments => moments.Deviation)));
    }
}
