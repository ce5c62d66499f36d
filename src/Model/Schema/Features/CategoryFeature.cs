using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>
/// A category as an index: 0 is unknown or missing; K the K-th value of the vocabulary, or 1 + hash mod buckets.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The JSON property that it reads.</param>
/// <param name="Missing">The text that a missing field is read as; the empty text is always index 0. Null: the field is required.</param>
/// <param name="MostValues">The largest vocabulary that fitting may make; null where hashed or declared by hand.</param>
/// <param name="Vocabulary">The known values in order; null where hashed or until fitted.</param>
/// <param name="Buckets">The buckets of a hashed category; null otherwise.</param>
internal sealed record CategoryFeature(
    string Name,
    string Field,
    string? Missing,
    int? MostValues,
    IReadOnlyList<string>? Vocabulary,
    int? Buckets) : IFeature
{
    public const string Word = "category";
    public const int MaxValues = 1_000_000;

    public string Kind => Word;

    public IReadOnlyList<string> Fields { get; } = [Field];

    public IReadOnlyList<string> Columns => [];

    public Standardisation? Standardisation => null;

    public string? MissingConstant => Size is null ? "vocabulary" : null;

    /// <summary>The number of different indices; null until fitted.</summary>
    public int? Size => (Buckets ?? Vocabulary?.Count) + 1;

    public static CategoryFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers("name", "kind", "field", "missing", "values", "vocabulary", "buckets");
        var buckets = node.Optional("buckets");
        var values = node.Optional("values");
        var vocabulary = node.Optional("vocabulary");
        if (buckets is null ? values is null && vocabulary is null : values is not null || vocabulary is not null)
        {
            throw node.Refusal("\"vocabulary\", or \"values\" for fitting one, or \"buckets\" for a hashed category", buckets is null ? "none of them" : "buckets and another");
        }

        var most = values?.Whole(1, MaxValues);
        return new CategoryFeature(
            name,
            node.Required("field").Name(),
            node.Optional("missing")?.AnyText(),
            most,
            vocabulary is { } words ? ReadVocabulary(words, most ?? MaxValues) : null,
            buckets?.Whole(1, MaxValues));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("field", Field);
        if (Missing is not null)
        {
            writer.WriteString("missing", Missing);
        }

        if (MostValues is { } most)
        {
            writer.WriteNumber("values", most);
        }

        if (Vocabulary is not null)
        {
            writer.WriteStartArray("vocabulary");
            foreach (var value in Vocabulary)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        if (Buckets is { } buckets)
        {
            writer.WriteNumber("buckets", buckets);
        }
    }

    private static List<string> ReadVocabulary(SchemaNode node, int most)
    {
        var items = node.Items();
        var seen = new HashSet<string>(items.Count, StringComparer.Ordinal);
        var vocabulary = items.ConvertAll(item =>
        {
            var value = item.AnyText();
            return value.Length > 0 && seen.Add(value) ? value : throw item.Refusal("a text of its own that is not empty");
        });
        return vocabulary.Count <= most ? vocabulary : throw node.Refusal($"at most {most} values", $"{vocabulary.Count}");
    }
}
