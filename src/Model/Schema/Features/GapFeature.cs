using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>ln(1 + seconds since the key's previous event).</summary>
/// <param name="Name">Its name.</param>
/// <param name="FirstSeconds">The seconds that a key's first event is given: a long silence, unlike the zero of a burst.</param>
/// <param name="Standardisation">How the logarithm is standardised.</param>
internal sealed record GapFeature(string Name, double FirstSeconds, Standardisation Standardisation) : IFeature
{
    public const string Word = "gap";

    public string Kind => Word;

    public IReadOnlyList<string> Fields => [];

    public IReadOnlyList<string> Columns { get; } = [Name];

    public string? MissingConstant => Standardisation.MissingConstant;

    public static GapFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers(["name", "kind", "first", .. Standardisation.Members]);
        var first = node.Optional("first") is { } duration ? DurationText.ReadSeconds(duration) : 30 * 86_400;
        return new GapFeature(name, first, Standardisation.Read(node));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("first", DurationText.Write(FirstSeconds));
        Standardisation.Write(writer);
    }
}
