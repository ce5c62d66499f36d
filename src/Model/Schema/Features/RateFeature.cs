using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>ln(1 + events per day) of the key before this event, exponentially decayed by event time.</summary>
internal sealed record RateFeature(string Name, double HalfLifeSeconds, Standardisation Standardisation) : IFeature
{
    public const string Word = "rate";

    public string Kind => Word;

    public IReadOnlyList<string> Fields => [];

    public IReadOnlyList<string> Columns { get; } = [Name];

    public string? MissingConstant => Standardisation.MissingConstant;

    public static RateFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers(["name", "kind", "halfLife", .. Standardisation.Members]);
        return new RateFeature(name, DurationText.ReadSeconds(node.Required("halfLife")), Standardisation.Read(node));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("halfLife", DurationText.Write(HalfLifeSeconds));
        Standardisation.Write(writer);
    }
}
