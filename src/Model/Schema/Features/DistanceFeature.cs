using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>The distance between two places of one event.</summary>
internal sealed record DistanceFeature(
    string Name,
    Coordinates From,
    Coordinates To,
    double? Missing,
    DistanceMetric Metric,
    NumericTransform Transform,
    Standardisation Standardisation) : IFeature
{
    public const string Word = "distance";

    public string Kind => Word;

    public IReadOnlyList<string> Fields { get; } = [From.First, From.Second, To.First, To.Second];

    public IReadOnlyList<string> Columns { get; } = [Name];

    public string? MissingConstant => Standardisation.MissingConstant;

    public static DistanceFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers(["name", "kind", "from", "to", "missing", "metric", "transform", .. Standardisation.Members]);
        return new DistanceFeature(
            name,
            Coordinates.Read(node.Required("from")),
            Coordinates.Read(node.Required("to")),
            node.Optional("missing")?.Number(-float.MaxValue, float.MaxValue),
            DistanceMetrics.Read(node),
            NumericTransforms.Read(node),
            Standardisation.Read(node));
    }

    public void Write(Utf8JsonWriter writer)
    {
        From.Write(writer, "from");
        To.Write(writer, "to");
        writer.WriteIfThere("missing", Missing);
        writer.WriteString("metric", Metric.Word());
        writer.WriteString("transform", Transform.Word());
        Standardisation.Write(writer);
    }
}
