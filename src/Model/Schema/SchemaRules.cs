using Streaming.Model.Artifact;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Schema;

/// <summary>What must hold between the parts of a schema.</summary>
internal static class SchemaRules
{
    private const int MaxFields = 512;
    private const int MaxColumns = 4_096;

    public static void Check(FeatureSchema schema)
    {
        CheckNames(schema);
        CheckSizes(schema);
        CheckLabel(schema);
        CheckSensitiveKey(schema);
        CheckWithin(schema);
    }

    private static void CheckNames(FeatureSchema schema)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var feature in schema.Features)
        {
            if (!names.Add(feature.Name))
            {
                throw Refusal(schema, feature, ".name", "a name of its own", "a name that an earlier feature has");
            }
        }
    }

    private static void CheckSizes(FeatureSchema schema)
    {
        var fields = schema.Features.SelectMany(feature => feature.Fields).Distinct(StringComparer.Ordinal).Count();
        var columns = schema.Features.Sum(feature => feature.Columns.Count);
        if (fields > MaxFields || columns > MaxColumns)
        {
            throw new ModelException(
                $"Feature schema, $.features: expected at most {MaxFields} fields and {MaxColumns} columns, found {fields} and {columns}.");
        }
    }

    private static void CheckLabel(FeatureSchema schema)
    {
        if (schema.Label is not { } label)
        {
            return;
        }

        var roles = schema.Key.Text.Fields.Concat(schema.Time.Text.Fields).Concat(schema.Id?.Fields ?? []);
        if (roles.Contains(label.Field, StringComparer.Ordinal) || schema.AmountField == label.Field)
        {
            throw new ModelException("Feature schema, $.label.field: expected a field of its own, found one that has another role.");
        }

        foreach (var feature in schema.Features)
        {
            if (feature.Fields.Contains(label.Field, StringComparer.Ordinal))
            {
                throw Refusal(schema, feature, "", "a field that is known before the score", "the label");
            }

            if (feature.Fields.FirstOrDefault(field => label.Leaks.Contains(field, StringComparer.Ordinal)) is { } leak)
            {
                throw Refusal(schema, feature, "", "a field that is known before the score", $"the declared leak {SchemaNode.Quote(leak)}");
            }
        }
    }

    // A vocabulary or an edge over a sensitive key would carry card numbers into the artifact.
    private static void CheckSensitiveKey(FeatureSchema schema)
    {
        if (schema.Key.IsSensitive
            && schema.Features.FirstOrDefault(f => f.Fields.Intersect(schema.Key.Text.Fields, StringComparer.Ordinal).Any()) is { } feature)
        {
            throw Refusal(schema, feature, "", "a field that is not sensitive", "a field of the sensitive key");
        }
    }

    private static void CheckWithin(FeatureSchema schema)
    {
        foreach (var feature in schema.Features)
        {
            if (feature.Standardisation is not { Within: { } within } standardisation)
            {
                continue;
            }

            if (schema.Features.OfType<CategoryFeature>().FirstOrDefault(other => other.Name == within) is not { } category)
            {
                throw Refusal(schema, feature, ".within", "the name of a category feature", SchemaNode.Quote(within));
            }

            if (standardisation.Means is { } means && means.Count != category.Size)
            {
                throw Refusal(
                    schema,
                    feature,
                    ".mean",
                    $"{category.Size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no"} constants, one for each index of {SchemaNode.Quote(within)}",
                    $"{means.Count}");
            }
        }
    }

    private static ModelException Refusal(FeatureSchema schema, IFeature feature, string member, string expected, string found) =>
        new($"Feature schema, $.features[{schema.Features.ToList().IndexOf(feature)}]{member} "
            + $"({SchemaNode.Quote(feature.Name)}): expected {expected}, found {found}.");
}
