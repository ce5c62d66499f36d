using System.Globalization;
using Streaming.Model.Schema;

namespace Streaming.Training.Tests;

/// <summary>Schemas of identity features and categories, as a model's shape needs them.</summary>
internal static class Schemas
{
    public static FeatureSchema Of(int features, IReadOnlyList<int> vocabularies)
    {
        var declared = Enumerable.Range(0, features)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{ "name": "f{{i}}", "kind": "numeric", "field": "f{{i}}" }"""))
            .Concat(vocabularies.Select((rows, i) => string.Create(
                CultureInfo.InvariantCulture,
                $$"""{ "name": "c{{i}}", "kind": "category", "field": "c{{i}}", "vocabulary": [{{string.Join(',', Enumerable.Range(1, rows - 1).Select(v => $"\"v{v}\""))}}] }""")));
        return FeatureSchema.Parse(
            $$"""
            {
              "version": 1,
              "id": { "field": "id" },
              "key": { "field": "card" },
              "time": { "field": "time", "format": "iso-8601" },
              "label": { "field": "fraud", "positive": [1] },
              "features": [{{string.Join(',', declared)}}]
            }
            """);
    }
}
