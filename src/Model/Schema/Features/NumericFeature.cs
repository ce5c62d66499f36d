using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>A number, transformed and perhaps standardised.</summary>
internal sealed record NumericFeature(
    string Name,
    string Field,
    double? Missing,
    NumericTransform Transform,
    Standardisation Standardisation) : IFeature
{
    public const string Word = "numeric";

    public string Kind => Word;

    public IReadOnlyList<string> Fields { get; } = [Field];

    public IReadOnlyList<string> Columns { get; } = [Name];

    public string? MissingConstant => Standardisation.MissingConstant;

    public static NumericFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers(["name", "kind", "field", "missing", "transform", .. Standardisation.Members]);
        return new NumericFeature(
            name,
            node.Required("field").Name(),
            node.Optional("missing")?.Number(-float.MaxValue, float.MaxValue),
            NumericTransforms.Read(node),
            Standardisation.Read(node));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("field", Field);
        writer.WriteIfThere("missing", Missing);
        writer.WriteString("transform", Transform.Word());
        Standardisation.Write(writer);
    }
}
