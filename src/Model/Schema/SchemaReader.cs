using Streaming.Model.Schema.Features;
using Streaming.Model.Schema.Roles;

namespace Streaming.Model.Schema;

/// <summary>From JSON to a schema. Strict: what it does not know, it refuses.</summary>
internal static class SchemaReader
{
    private const int MaxFeatures = 1_024;

    public static FeatureSchema Read(SchemaNode root)
    {
        root.RequireMembers("$schema", "version", "id", "key", "time", "label", "amount", "features");
        _ = root.Optional("$schema")?.AnyText();
        root.Required("version").Whole(FeatureSchema.FormatVersion, FeatureSchema.FormatVersion);
        var features = root.Required("features");
        var items = features.Items();
        if (items.Count is 0 or > MaxFeatures)
        {
            throw features.Refusal($"1 to {MaxFeatures} features", $"{items.Count}");
        }

        return new FeatureSchema(
            root.Optional("id") is { } id ? ReadId(id) : null,
            KeyRole.Read(root.Required("key")),
            TimeRole.Read(root.Required("time")),
            root.Optional("label") is { } label ? LabelRole.Read(label) : null,
            root.Optional("amount") is { } amount ? ReadAmount(amount) : null,
            items.ConvertAll(FeatureKinds.Read));
    }

    private static TextRole ReadId(SchemaNode node)
    {
        node.RequireMembers(TextRole.Members);
        return TextRole.Read(node);
    }

    private static string ReadAmount(SchemaNode node)
    {
        node.RequireMembers("field");
        return node.Required("field").Name();
    }
}
