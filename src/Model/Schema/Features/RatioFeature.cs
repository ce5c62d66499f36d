using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>The ratio of two numbers, clipped.</summary>
internal sealed record RatioFeature(
    string Name,
    string Numerator,
    string Denominator,
    double? Missing,
    double Low,
    double High,
    Standardisation Standardisation) : IFeature
{
    public const string Word = "ratio";

    public string Kind => Word;

    public IReadOnlyList<string> Fields { get; } = [Numerator, Denominator];

    public IReadOnlyList<string> Columns { get; } = [Name];

    public string? MissingConstant => Standardisation.MissingConstant;

    public static RatioFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers(["name", "kind", "numerator", "denominator", "missing", "clip", .. Standardisation.Members]);
        var clip = node.Optional("clip")?.Items().ConvertAll(item => item.Number(-1e9, 1e9)) ?? [0, 10];
        if (clip is not [var low, var high] || low >= high)
        {
            throw node.Required("clip").Refusal("two numbers, the lower first", "others");
        }

        return new RatioFeature(
            name,
            node.Required("numerator").Name(),
            node.Required("denominator").Name(),
            node.Optional("missing")?.Number(-float.MaxValue, float.MaxValue),
            low,
            high,
            Standardisation.Read(node));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("numerator", Numerator);
        writer.WriteString("denominator", Denominator);
        writer.WriteIfThere("missing", Missing);
        writer.WriteNumbers("clip", [Low, High]);
        Standardisation.Write(writer);
    }
}
