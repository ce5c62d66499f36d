using System.Globalization;
using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>A number spread over the bins between training quantiles: how far it has filled each of them, 0..1.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The JSON property that it reads.</param>
/// <param name="Missing">The number that a missing field is read as; null: the field is required.</param>
/// <param name="Transform">Applied before the bins.</param>
/// <param name="Bins">Columns.</param>
/// <param name="Edges">One more than bins, never falling; null until fitted.</param>
internal sealed record PiecewiseLinearFeature(
    string Name,
    string Field,
    double? Missing,
    NumericTransform Transform,
    int Bins,
    IReadOnlyList<double>? Edges) : IFeature
{
    public const string Word = "piecewise-linear";

    public string Kind => Word;

    public IReadOnlyList<string> Fields { get; } = [Field];

    public IReadOnlyList<string> Columns { get; } =
        [.. Enumerable.Range(1, Bins).Select(bin => string.Create(CultureInfo.InvariantCulture, $"{Name}.{bin}"))];

    public Standardisation? Standardisation => null;

    public string? MissingConstant => Edges is null ? "edges" : null;

    public static PiecewiseLinearFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers("name", "kind", "field", "missing", "transform", "bins", "edges");
        var bins = node.Required("bins").Whole(1, 256);
        var edges = node.Optional("edges")?.Items().ConvertAll(item => item.Number(-float.MaxValue, float.MaxValue));
        if (edges is not null && (edges.Count != bins + 1 || edges.Zip(edges.Skip(1)).Any(pair => pair.First > pair.Second)))
        {
            throw node.Required("edges").Refusal($"{bins + 1} numbers that never fall", "others");
        }

        return new PiecewiseLinearFeature(
            name,
            node.Required("field").Name(),
            node.Optional("missing")?.Number(-float.MaxValue, float.MaxValue),
            NumericTransforms.Read(node),
            bins,
            edges);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("field", Field);
        writer.WriteIfThere("missing", Missing);
        writer.WriteString("transform", Transform.Word());
        writer.WriteNumber("bins", Bins);
        if (Edges is not null)
        {
            writer.WriteNumbers("edges", Edges);
        }
    }
}
