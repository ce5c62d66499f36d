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
}
