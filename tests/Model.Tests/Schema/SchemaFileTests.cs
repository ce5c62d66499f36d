using System.Text.Json;
using Streaming.Model.Artifact;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Features;
using Streaming.Model.Tests.Encoding;

namespace Streaming.Model.Tests.Schema;

/// <summary>The JSON Schema file that editors use says the same as the reader.</summary>
public sealed class SchemaFileTests
{
    private static readonly JsonElement _file =
        JsonDocument.Parse(File.ReadAllBytes(Samples.SchemaPath("feature-schema.schema.json"))).RootElement;

    public static TheoryData<string> Kinds => [.. FeatureKinds.Words];

    [Fact]
    public void It_lists_the_kinds_that_the_reader_knows()
    {
        var listed = _file.GetProperty("properties").GetProperty("features").GetProperty("items").GetProperty("oneOf").EnumerateArray()
            .Select(kind => kind.GetProperty("$ref").GetString()!.Split('/')[^1]);

        Assert.Equal(FeatureKinds.Words.Order(), listed.Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_lists_the_members_of_each_kind(string kind)
    {
        var listed = _file.GetProperty("$defs").GetProperty(kind).GetProperty("properties").EnumerateObject().Select(member => member.Name);

        Assert.Equal(MembersIn(Refusal($$"""{ "name": "x", "kind": "{{kind}}", "stranger": 1 }""")).Order(), listed.Order());
    }

    [Fact]
    public void It_lists_the_members_of_a_schema()
    {
        var exception = Assert.Throws<ModelException>(() => FeatureSchema.Parse("""{ "stranger": 1 }"""));
        var listed = _file.GetProperty("properties").EnumerateObject().Select(member => member.Name);

        Assert.Equal(MembersIn(exception.Message).Order(), listed.Order());
    }

    private static string Refusal(string feature) => Assert.Throws<ModelException>(() => Bench.SchemaOf(feature)).Message;

    private static string[] MembersIn(string message)
    {
        const string opening = "one of the members ";
        var start = message.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return message[start..message.IndexOf(", found", StringComparison.Ordinal)].Split(", ");
    }
}
