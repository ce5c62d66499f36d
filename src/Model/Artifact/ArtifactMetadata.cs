using System.Globalization;
using System.Text.Json;
using Streaming.Model.Artifact.Onnx;

namespace Streaming.Model.Artifact;

/// <summary>What an artifact says about itself, in the file's <c>metadata_props</c>.</summary>
/// <param name="Schema"><c>streaming.schema</c>: the feature schema, JSON.</param>
/// <param name="Name"><c>streaming.name</c>: what people call the model; 1 to 200 characters, no control characters.</param>
/// <param name="Threshold"><c>streaming.threshold</c>: the cut, 0..1.</param>
/// <param name="Cell"><c>streaming.cell</c>: the recurrent cell, for a person; nothing depends on it. Null if not said.</param>
/// <param name="Training"><c>streaming.training</c>: facts of the training, a JSON object. Null if not said.</param>
public sealed record ArtifactMetadata(string Schema, string Name, float Threshold, string? Cell = null, string? Training = null)
{
    private const string SchemaKey = "streaming.schema";
    private const string NameKey = "streaming.name";
    private const string ThresholdKey = "streaming.threshold";
    private const string CellKey = "streaming.cell";
    private const string TrainingKey = "streaming.training";
    private const int MaxNameLength = 200;

    private static readonly string[] _keys = [SchemaKey, NameKey, ThresholdKey, CellKey, TrainingKey];

    /// <summary>Reads the metadata of an artifact.</summary>
    /// <exception cref="ModelException">A part is missing, repeated or malformed.</exception>
    public static ArtifactMetadata Read(ModelProto model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string[] required = [SchemaKey, NameKey, ThresholdKey];
        var missing = required.Where(key => Find(model, key) is null).ToArray();
        if (missing.Length > 0)
        {
            throw new ModelException(
                $"expected the metadata {string.Join(", ", required)}; found no {string.Join(", no ", missing)}. "
                + "Use `streaming pack MODEL --schema SCHEMA --out FILE` to add them to a model from elsewhere");
        }

        var written = Find(model, ThresholdKey);
        return float.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)
            ? new ArtifactMetadata(Find(model, SchemaKey) ?? "", Find(model, NameKey) ?? "", threshold, Find(model, CellKey), Find(model, TrainingKey)).Checked()
            : throw new ModelException($"{ThresholdKey}: expected a number in 0..1, found \"{written}\"");
    }

    /// <summary>Writes the metadata into a model, in place of its former; metadata of others stays.</summary>
    /// <exception cref="ModelException">A part is malformed.</exception>
    public void WriteTo(ModelProto model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Checked();
        foreach (var former in model.MetadataProps.Where(entry => _keys.Contains(entry.Key)).ToArray())
        {
            model.MetadataProps.Remove(former);
        }

        string?[] values = [Schema, Name, Threshold.ToString("R", CultureInfo.InvariantCulture), Cell, Training];
        foreach (var (key, value) in _keys.Zip(values))
        {
            if (value is not null)
            {
                model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
            }
        }
    }

    /// <summary>The metadata of a model if it has any.</summary>
    internal static ArtifactMetadata? Find(ModelProto model) =>
        model.MetadataProps.Any(entry => entry.Key == SchemaKey) ? Read(model) : null;

    private static string? Find(ModelProto model, string key)
    {
        var found = model.MetadataProps.Where(entry => entry.Key == key).Take(2).ToArray();
        return found.Length < 2
            ? found.FirstOrDefault()?.Value
            : throw new ModelException($"metadata {key}: expected once, found more than once");
    }

    private ArtifactMetadata Checked()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > MaxNameLength || Name.Any(char.IsControl))
        {
            throw new ModelException($"{NameKey}: expected 1 to {MaxNameLength} characters without control characters");
        }

        if (!(Threshold is >= 0 and <= 1))
        {
            throw new ModelException($"{ThresholdKey}: expected a number in 0..1, found {Threshold.ToString(CultureInfo.InvariantCulture)}");
        }

        if (Training is not null && !IsJsonObject(Training))
        {
            throw new ModelException($"{TrainingKey}: expected a JSON object");
        }

        return this;
    }

    private static bool IsJsonObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
