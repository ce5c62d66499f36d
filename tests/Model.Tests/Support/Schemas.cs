using System.Text.Json.Nodes;
using Streaming.Model.Schema;

namespace Streaming.Model.Tests.Support;

/// <summary>Schemas of the shape that the step graphs need: identity features f0, f1, … and categories c0, c1, … with values v1, v2, …</summary>
internal static class Schemas
{
    /// <summary>A schema with so many features, and categories with so many indices each (index 0 included).</summary>
    public static FeatureSchema Of(int features, params int[] categorySizes)
    {
        var declared = new JsonArray();
        for (var index = 0; index < features; index++)
        {
            declared.Add(new JsonObject { ["name"] = $"f{index}", ["kind"] = "numeric", ["field"] = $"f{index}" });
        }

        for (var index = 0; index < categorySizes.Length; index++)
        {
            var vocabulary = new JsonArray([.. Enumerable.Range(1, categorySizes[index] - 1).Select(value => JsonValue.Create($"v{value}"))]);
            declared.Add(new JsonObject
            {
                ["name"] = $"c{index}", ["kind"] = "category", ["field"] = $"c{index}", ["missing"] = "", ["vocabulary"] = vocabulary,
            });
        }

        return FeatureSchema.Parse(new JsonObject
        {
            ["version"] = 1,
            ["id"] = new JsonObject { ["field"] = "id" },
            ["key"] = new JsonObject { ["field"] = "card" },
            ["time"] = new JsonObject { ["field"] = "time", ["format"] = "iso-8601" },
            ["features"] = declared,
        }.ToJsonString());
    }
}
