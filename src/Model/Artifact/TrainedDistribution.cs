using System.Text.Json;

namespace Streaming.Model.Artifact;

/// <summary>How an input or the score was distributed in training: what live drift is measured against.</summary>
/// <param name="Name">A column of <c>features</c>, a category, or <c>score</c>.</param>
/// <param name="Edges">Rising edges: bin k holds what is above edge k-1 and not above edge k; above the last there is one more.</param>
/// <param name="Shares">The share of every bin.</param>
public sealed record TrainedDistribution(string Name, IReadOnlyList<float> Edges, IReadOnlyList<double> Shares)
{
    /// <summary>What the name of the score's distribution is.</summary>
    public const string Score = "score";

    /// <summary>
    /// Reads the distributions out of <c>streaming.training</c>. It is a note of whoever trained the model: what is not there or not as
    /// ours are is left out.
    /// </summary>
    /// <param name="training">The JSON object, or null.</param>
    public static IReadOnlyList<TrainedDistribution> ReadAll(string? training)
    {
        if (training is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(training);
        List<TrainedDistribution> found = [];
        if (document.RootElement.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array)
        {
            found.AddRange(features.EnumerateArray().Select(feature => Read(feature, null)).OfType<TrainedDistribution>());
        }

        if (document.RootElement.TryGetProperty(Score, out var score) && Read(score, Score) is { } scores)
        {
            found.Add(scores);
        }

        return found;
    }

    private static TrainedDistribution? Read(JsonElement element, string? name) =>
        element.ValueKind == JsonValueKind.Object
        && (name ?? NameOf(element)) is { } known
        && Numbers(element, "edges") is { Count: > 0 } edges
        && Numbers(element, "shares") is { } shares
        && shares.Count == edges.Count + 1
        && IsRising(edges)
        && shares.TrueForAll(share => share is >= 0 and <= 1)
            ? new TrainedDistribution(known, edges.ConvertAll(edge => (float)edge), shares)
            : null;

    private static string? NameOf(JsonElement element) =>
        element.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static List<double>? Numbers(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var members) || members.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        List<double> numbers = [];
        foreach (var member in members.EnumerateArray())
        {
            if (member.ValueKind != JsonValueKind.Number || !member.TryGetDouble(out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static bool IsRising(List<double> edges) => edges.Zip(edges.Skip(1)).All(pair => pair.First <= pair.Second);
}
