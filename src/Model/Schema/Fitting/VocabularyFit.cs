using System.Runtime.CompilerServices;
using Streaming.Model.Encoding;
using Streaming.Model.Encoding.Columns;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema.Fitting;

/// <summary>A vocabulary: the most frequent values first, equally frequent ones in ordinal order.</summary>
internal sealed class VocabularyFit(CategoryFeature feature, CategoryIndexer indexer) : IFeatureFit
{
    private readonly ValueTable<StrongBox<long>> _counts = new();

    public void Observe(scoped in EventFields fields, EventRows rows, int row)
    {
        _ = indexer.ReadText(fields, out var text);
        _counts[text].Value++;
    }

    public IFeature Fitted(IReadOnlyDictionary<string, CategoryFeature> categories) => feature with
    {
        Vocabulary =
        [
            .. _counts.Values
                .Where(pair => pair.Key.Length > 0)
                .OrderByDescending(pair => pair.Value.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(feature.MostValues ?? CategoryFeature.MaxValues)
                .Select(pair => pair.Key),
        ],
    };
}
