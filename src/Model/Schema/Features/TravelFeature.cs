using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>The way from the key's previous place: its length, or the speed that it takes (impossible travel).</summary>
internal sealed record TravelFeature(
    string Name,
    Coordinates At,
    double? Missing,
    DistanceMetric Metric,
    TravelMeasure Measure,
    double First,
    NumericTransform Transform,
    Standardisation Standardisation) : IFeature
{
    public const string Word = "travel";
    private static readonly string[] _measures = ["distance", "speed"];

    public string Kind => Word;

    public IReadOnlyList<string> Fields { get; } = [At.First, At.Second];

    public IReadOnlyList<string> Columns { get; } = [Name];

    public string? MissingConstant => Standardisation.MissingConstant;

    public static TravelFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers(
            ["name", "kind", "at", "missing", "metric", "measure", "first", "transform", .. Standardisation.Members]);
        return new TravelFeature(
            name,
            Coordinates.Read(node.Required("at")),
            node.Optional("missing")?.Number(-float.MaxValue, float.MaxValue),
            DistanceMetrics.Read(node),
            (TravelMeasure)Array.IndexOf(_measures, node.Required("measure").OneOf(_measures)),
            node.Optional("first")?.Number(-float.MaxValue, float.MaxValue) ?? 0,
            NumericTransforms.Read(node),
            Standardisation.Read(node));
    }

    public void Write(Utf8JsonWriter writer)
    {
        At.Write(writer, "at");
        writer.WriteIfThere("missing", Missing);
        writer.WriteString("metric", Metric.Word());
        writer.WriteString("measure", _measures[(int)Measure]);
        writer.WriteNumber("first", First);
        writer.WriteString("transform", Transform.Word());
        Standardisation.Write(writer);
    }
}
