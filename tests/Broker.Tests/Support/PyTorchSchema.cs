using System.Text;
using System.Text.Json;

namespace Streaming.Broker.Tests.Support;

/// <summary>
/// The schema of the shared PyTorch models' events: f0, f1, ... as they are; c0, c1, ... with the vocabulary v1, v2, ... up to each
/// embedding's size (index 0 is unknown or missing).
/// </summary>
internal static class PyTorchSchema
{
    public static string For(string eventsFile)
    {
        using var first = JsonDocument.Parse(File.ReadLines(eventsFile).First());
        using var states = JsonDocument.Parse(File.ReadAllText(eventsFile.Replace(".events.jsonl", ".states.json", StringComparison.Ordinal)));
        var embeddings = states.RootElement.TryGetProperty("vocabularies", out var sizes) ? sizes.EnumerateArray().Select(size => size.GetInt32()).ToArray() : [];
        var features = new List<string>();
        foreach (var name in first.RootElement.EnumerateObject().Select(member => member.Name))
        {
            if (name[0] == 'f')
            {
                features.Add($$"""{ "name": "{{name}}", "kind": "numeric", "field": "{{name}}" }""");
            }
            else if (name[0] == 'c' && char.IsAsciiDigit(name[^1]))
            {
                var values = string.Join(", ", Enumerable.Range(1, embeddings[name[^1] - '0'] - 1).Select(k => $"\"v{k}\""));
                features.Add($$"""{ "name": "{{name}}", "kind": "category", "field": "{{name}}", "vocabulary": [{{values}}], "missing": "" }""");
            }
        }

        return new StringBuilder()
            .Append("""{ "version": 1, "id": { "field": "id" }, "key": { "field": "card" }, "time": { "field": "time", "format": "iso-8601" }, "features": [""")
            .AppendJoin(", ", features)
            .Append("] }")
            .ToString();
    }
}
