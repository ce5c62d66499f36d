namespace Streaming.Host.Tests.Verbs;

/// <summary>The schema of the PyTorch models' events: id, card, time, and F identity features.</summary>
internal static class StandardSchema
{
    public static string Of(int features) => $$"""
        {
          "version": 1,
          "id": { "field": "id" },
          "key": { "field": "card" },
          "time": { "field": "time", "format": "iso-8601" },
          "features": [{{string.Join(", ", Enumerable.Range(0, features).Select(f => $$"""{ "name": "f{{f}}", "kind": "numeric", "field": "f{{f}}" }"""))}}]
        }
        """;

    /// <summary>Eight features of generated transactions, for a model that was made for others: whatever it scores, it scores.</summary>
    public static string OfTransactions => """
        {
          "version": 1,
          "id": { "field": "id" },
          "key": { "field": "card" },
          "time": { "field": "time", "format": "iso-8601" },
          "label": { "field": "fraud", "positive": [1], "leaks": ["scenario"] },
          "features": [
            { "name": "a", "kind": "numeric", "field": "amount", "transform": "log1p" },
            { "name": "b", "kind": "numeric", "field": "lat" },
            { "name": "c", "kind": "numeric", "field": "lon" },
            { "name": "d", "kind": "numeric", "field": "amount", "transform": "log1p" },
            { "name": "e", "kind": "numeric", "field": "amount" },
            { "name": "f", "kind": "numeric", "field": "amount" },
            { "name": "g", "kind": "numeric", "field": "amount" },
            { "name": "h", "kind": "numeric", "field": "amount" }
          ]
        }
        """;
}
