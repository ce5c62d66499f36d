using System.Globalization;
using System.Text;
using System.Text.Json;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Inspect;

/// <summary>A model for a person to read.</summary>
internal static class InspectionText
{
    public static string Of(ModelInspection model)
    {
        var text = new StringBuilder();
        Line(text, "name", model.Name);
        Line(text, "model id", model.ModelId);
        Line(text, "state id", model.StateId);
        Line(text, "cell", model.Cell ?? "-");
        Line(text, "threshold", model.Threshold.ToString(CultureInfo.InvariantCulture));
        Line(text, "state", Text($"{model.StateLength} floats, {model.StatisticsLength} statistics, {model.BytesPerKey} bytes per key"));
        Line(text, "weights", Text($"{model.Parameters:N0} in {model.FileBytes:N0} bytes"));
        Line(text, "exporter", Text($"{model.Producer}, opset {model.Opset}"));
        foreach (var (direction, tensors) in new[] { ("input", model.Inputs), ("output", model.Outputs) })
        {
            foreach (var tensor in tensors)
            {
                Line(text, direction, $"{tensor.Name} {tensor.Type} [{string.Join(", ", tensor.Shape)}]");
            }
        }

        foreach (var feature in model.Features)
        {
            Line(text, "feature", $"{feature.Name}: {feature.Kind}{(feature.Fields.Count > 0 ? $" of {string.Join(", ", feature.Fields)}" : "")}{Columns(feature.Columns.Count)}");
        }

        foreach (var category in model.Categories)
        {
            Line(text, "category", Text($"{category.Name}: {category.Size} indices{(category.EmbeddingRows is { } rows ? Text($", embedding of {rows} rows") : "")}"));
        }

        if (model.Training is { } training)
        {
            foreach (var fact in training.EnumerateObject())
            {
                Line(text, "training", $"{fact.Name}: {Fact(fact.Value)}");
            }
        }

        return text.ToString().TrimEnd();
    }

    // Lists (bins and shares of every feature) are for a program to read: --json has them.
    private static string Fact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject()
            .Where(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            .Select(member => $"{member.Name} {member.Value}")),
        JsonValueKind.Array => Text($"{value.GetArrayLength()} of them, see --json"),
        _ => value.ToString(),
    };

    private static void Line(StringBuilder text, string name, string value) => text.Append(name.PadRight(10)).AppendLine(value);

    private static string Columns(int count) => count > 1 ? Text($" ({count} columns)") : "";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
