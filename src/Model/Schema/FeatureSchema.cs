using Streaming.Model.Artifact;
using Streaming.Model.Schema.Features;
using Streaming.Model.Schema.Roles;

namespace Streaming.Model.Schema;

/// <summary>
/// The declaration of a model's input: where in a record the roles stand, and the ordered features. Immutable; two schemas are
/// equal if their canonical JSON is.
/// </summary>
public sealed class FeatureSchema : IEquatable<FeatureSchema>
{
    /// <summary>The version of the format that this program reads and writes.</summary>
    public const int FormatVersion = 1;

    private readonly byte[] _canonical;

    internal FeatureSchema(
        TextRole? id,
        KeyRole key,
        TimeRole time,
        LabelRole? label,
        string? amountField,
        IReadOnlyList<IFeature> features)
    {
        Id = id;
        Key = key;
        Time = time;
        Label = label;
        AmountField = amountField;
        Features = features;
        SchemaRules.Check(this);
        FeatureNames = [.. features.SelectMany(feature => feature.Columns)];
        Categories = [.. features.OfType<CategoryFeature>().Select(feature => new CategoryColumn(feature.Name, feature.Size))];
        _canonical = SchemaWriter.Write(this, indented: false);
    }

    /// <summary>The event's id; null if the records carry none.</summary>
    public TextRole? Id { get; }

    /// <summary>Whose history an event belongs to.</summary>
    public KeyRole Key { get; }

    /// <summary>The event time.</summary>
    public TimeRole Time { get; }

    /// <summary>The label; null if there is none.</summary>
    public LabelRole? Label { get; }

    /// <summary>JSON property of the amount, for reports in money; null if there is none.</summary>
    public string? AmountField { get; }

    /// <summary>Names of the F columns of <c>features</c>, in order.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The C columns of <c>categories</c>, in order.</summary>
    public IReadOnlyList<CategoryColumn> Categories { get; }

    /// <summary>Whether every constant (mean, deviation, edges, vocabulary) is there, so that events can be encoded.</summary>
    public bool IsFitted => Features.All(feature => feature.MissingConstant is null);

    /// <summary>Canonical JSON, UTF-8: members in fixed order, defaults written out, no white space. Part of the state id.</summary>
    public ReadOnlySpan<byte> Canonical => _canonical;

    internal IReadOnlyList<IFeature> Features { get; }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="ModelException">The text is no schema; the message names the JSON path, what was expected and what was found.</exception>
    public static FeatureSchema Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(System.Text.Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a schema from UTF-8; a byte order mark is skipped.</summary>
    /// <exception cref="ModelException">The bytes are no schema; the message names the JSON path, what was expected and what was found.</exception>
    public static FeatureSchema Parse(ReadOnlyMemory<byte> utf8) =>
        SchemaNode.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, SchemaReader.Read);

    /// <summary>Reads a schema file.</summary>
    /// <exception cref="ModelException">The file cannot be read, or is no schema.</exception>
    public static FeatureSchema Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Feature schema {path}: expected a readable file, found none: {exception.Message}", exception);
        }

        try
        {
            return Parse(bytes);
        }
        catch (ModelException exception)
        {
            throw new ModelException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>The schema as JSON for a person: as <see cref="Canonical"/>, indented.</summary>
    public string ToJson() => System.Text.Encoding.UTF8.GetString(SchemaWriter.Write(this, indented: true));

    /// <summary>Throws unless <see cref="IsFitted"/>, naming the first constant that is missing.</summary>
    /// <exception cref="ModelException">A constant is missing.</exception>
    public void RequireFitted()
    {
        for (var index = 0; index < Features.Count; index++)
        {
            if (Features[index].MissingConstant is { } constant)
            {
                throw new ModelException(
                    $"Feature schema, $.features[{index}] ({SchemaNode.Quote(Features[index].Name)}): expected the fitted constant "
                    + $"\"{constant}\", found none. Fit the schema on data first (streaming-train fit does).");
            }
        }
    }

    /// <summary>The id, the key and the time alone: what a program needs that sends events on and does not score them. Needs no fit.</summary>
    public FeatureSchema RolesOnly() => new(Id, Key, Time, label: null, amountField: null, []);

    internal FeatureSchema With(IReadOnlyList<IFeature> features) => new(Id, Key, Time, Label, AmountField, features);

    /// <inheritdoc />
    public bool Equals(FeatureSchema? other) => other is not null && Canonical.SequenceEqual(other.Canonical);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as FeatureSchema);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_canonical);
        return hash.ToHashCode();
    }
}
