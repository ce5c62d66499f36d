using Streaming.Model.Artifact;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Model.Tests.Encoding;

namespace Streaming.Model.Tests.Schema;

public sealed class FeatureSchemaTests
{
    private const string Gap = """{ "name": "gap", "kind": "gap" }""";

    public static TheoryData<string> Files => [.. Samples.SchemaFiles];

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "", "", "expected JSON" },
        { "[]", "", "$: expected an object, found an array" },
        { "{}", "", "$: expected the member \"version\", found none" },
        { "\"version\": 1", "\"version\": 2", "$.version: expected a whole number from 1 to 1, found 2" },
        { "\"version\": 1", "\"version\": 1, \"version\": 1", "$: expected the member \"version\" once, found it repeated" },
        { "\"version\": 1", "\"version\": 1, \"colour\": 1", "$: expected one of the members" },
        { "\"key\": { \"field\": \"card\" },", "", "$: expected the member \"key\"" },
        { "{ \"field\": \"card\" }", "{ \"field\": 1 }", "$.key.field: expected a string, found 1" },
        { "{ \"field\": \"card\" }", "{ \"field\": \"\" }", "$.key.field: expected a string of 1 to 256 characters" },
        { "{ \"field\": \"card\" }", "{ \"fields\": [\"a\", \"b\"] }", "$.key: expected the member \"separator\"" },
        { "{ \"field\": \"card\" }", "{ \"fields\": [\"a\", \"a\"], \"separator\": \"-\" }", "$.key.fields: expected 2 to 16 different fields" },
        { "{ \"field\": \"card\" }", "{ \"field\": \"a\", \"separator\": \"-\" }", "$.key: expected either \"field\"" },
        { "{ \"field\": \"card\" }", "{ \"field\": \"a\", \"sensitive\": 1 }", "$.key.sensitive: expected true or false, found 1" },
        { "\"iso-8601\"", "\"iso\"", "$.time.format: expected one of iso-8601, unix-seconds, unix-milliseconds, unix-microseconds, found \"iso\"" },
        { "\"format\": \"iso-8601\"", "\"pattern\": \"yyyy-MM\"", "$.time.pattern: expected a time pattern" },
        { "\"format\": \"iso-8601\"", "\"pattern\": \"yyyy-MM-dd Q\"", "$.time.pattern: expected a time pattern" },
        { "\"format\": \"iso-8601\"", "\"format\": \"iso-8601\", \"pattern\": \"yyyy-MM-dd\"", "$.time: expected either" },
        { "\"format\": \"iso-8601\"", "\"format\": \"iso-8601\", \"zone\": \"Europe/Atlantis\"", "$.time.zone: expected an IANA time zone" },
        { Gap, "", "$.features: expected 1 to 1024 features, found 0" },
        { Gap, Gap + "," + Gap, "$.features[1].name (\"gap\"): expected a name of its own" },
        { "\"kind\": \"gap\"", "\"kind\": \"gaps\"", "$.features[0].kind: expected one of numeric" },
        { "\"kind\": \"gap\"", "\"kind\": \"gap\", \"first\": \"1 day\"", "$.features[0].first: expected a duration" },
        { "\"kind\": \"gap\"", "\"kind\": \"gap\", \"mean\": 1, \"deviation\": 1", "$.features[0].mean: expected \"standardise\": true" },
        { "\"kind\": \"gap\"", "\"kind\": \"gap\", \"standardise\": true, \"mean\": 1", "$.features[0]: expected both" },
        { "\"kind\": \"gap\"", "\"kind\": \"gap\", \"standardise\": true, \"mean\": 1, \"deviation\": 0", "$.features[0].deviation: expected a number from" },
        { "\"kind\": \"gap\"", "\"kind\": \"gap\", \"standardise\": true, \"within\": \"mcc\"", "$.features[0].within (\"gap\"): expected the name of a category feature" },
        { "\"kind\": \"gap\"", "\"kind\": \"numeric\", \"field\": \"fraud\"", "(\"gap\"): expected a field that is known before the score, found the label" },
        { "\"kind\": \"gap\"", "\"kind\": \"category\", \"field\": \"fraud\", \"buckets\": 5", "found the label" },
        { "\"kind\": \"gap\"", "\"kind\": \"ratio\", \"numerator\": \"a\", \"denominator\": \"fraud\"", "found the label" },
        { "\"kind\": \"gap\"", "\"kind\": \"numeric\", \"field\": \"scenario\"", "found the declared leak \"scenario\"" },
        { "\"kind\": \"gap\"", "\"kind\": \"numeric\", \"field\": \"a\", \"transform\": \"log\"", "$.features[0].transform: expected one of identity, log1p, sqrt, found \"log\"" },
        { "\"kind\": \"gap\"", "\"kind\": \"piecewise-linear\", \"field\": \"a\", \"bins\": 2, \"edges\": [1, 3, 2]", "$.features[0].edges: expected 3 numbers that never fall" },
        { "\"kind\": \"gap\"", "\"kind\": \"category\", \"field\": \"a\"", "$.features[0]: expected \"vocabulary\"" },
        { "\"kind\": \"gap\"", "\"kind\": \"category\", \"field\": \"a\", \"vocabulary\": [\"x\", \"x\"]", "$.features[0].vocabulary[1]: expected a text of its own" },
        { "\"kind\": \"gap\"", "\"kind\": \"hour\", \"harmonics\": 13", "$.features[0].harmonics: expected a whole number from 1 to 12, found 13" },
        { "\"kind\": \"gap\"", "\"kind\": \"hour\", \"harmonics\": 1e400", "$.features[0].harmonics: expected a whole number" },
        { "{ \"field\": \"fraud\", \"positive\": [1], \"leaks\": [\"scenario\"] }", "{ \"field\": \"card\", \"positive\": [1] }", "$.label.field: expected a field of its own" },
        { "\"field\": \"card\"", "\"field\": \"\\ud800\"", "expected text of whole characters" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void The_repositorys_schemas_are_read_and_written_back(string file)
    {
        var schema = FeatureSchema.Load(Samples.SchemaPath(file));

        Assert.False(schema.IsFitted);
        Assert.Equal(schema, FeatureSchema.Parse(schema.Canonical.ToArray()));
        Assert.Equal(schema, FeatureSchema.Parse(schema.ToJson()));
        var exception = Assert.Throws<ModelException>(() => new EventEncoder(schema));
        Assert.Contains("expected the fitted constant \"mean\", found none", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void What_is_wrong_is_named_with_its_path(string text, string replacement, string message)
    {
        var good = $$"""
            { "version": 1, "id": { "field": "id" }, "key": { "field": "card" }, "time": { "field": "time", "format": "iso-8601" },
              "label": { "field": "fraud", "positive": [1], "leaks": ["scenario"] }, "features": [{{Gap}}] }
            """;
        Assert.NotNull(FeatureSchema.Parse(good));
        var json = text.Length > 2 ? good.Replace(text, replacement, StringComparison.Ordinal) : text;

        var exception = Assert.Throws<ModelException>(() => FeatureSchema.Parse(json));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sensitive_key_is_no_feature()
    {
        var exception = Assert.Throws<ModelException>(() => FeatureSchema.Parse(
            """
            { "version": 1, "key": { "field": "card", "sensitive": true }, "time": { "field": "time", "format": "iso-8601" },
              "features": [ { "name": "card", "kind": "category", "field": "card", "values": 10 } ] }
            """));

        Assert.Contains("found a field of the sensitive key", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_it_otherwise_keeps_the_canonical_form()
    {
        var one = FeatureSchema.Parse(
            """
            { "version": 1, "key": { "field": "c" }, "time": { "field": "t", "format": "iso-8601" },
              "features": [ { "name": "x", "kind": "gap", "first": "24h" }, { "name": "y", "kind": "numeric", "field": "y", "missing": -0 } ] }
            """);
        var other = FeatureSchema.Parse(
            """
            { "features": [ { "first": "1d", "kind": "gap", "name": "x", "standardise": false },
                            { "transform": "identity", "missing": 0.00, "kind": "numeric", "name": "\u0079", "field": "y" } ],
              "$schema": "x", "time": { "zone": "UTC", "format": "iso-8601", "field": "t" }, "key": { "sensitive": false, "field": "c" },
              "version": 1 }
            """);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(
            """{"version":1,"key":{"field":"c","sensitive":false},"time":{"field":"t","format":"iso-8601","zone":"UTC"},"features":[{"name":"x","kind":"gap","first":"1d","standardise":false},{"name":"y","kind":"numeric","field":"y","missing":0,"transform":"identity","standardise":false}]}""",
            System.Text.Encoding.UTF8.GetString(one.Canonical));
    }

    [Fact]
    public void The_columns_are_named_in_order()
    {
        var schema = Bench.SchemaOf(
            """
            { "name": "a", "kind": "piecewise-linear", "field": "a", "bins": 2 },
            { "name": "c", "kind": "category", "field": "c", "values": 9 },
            { "name": "h", "kind": "hour" },
            { "name": "b", "kind": "category", "field": "b", "buckets": 9 }
            """);

        Assert.Equal(["a.1", "a.2", "h.sin1", "h.cos1"], schema.FeatureNames);
        Assert.Equal([new CategoryColumn("c", null), new CategoryColumn("b", 10)], schema.Categories);
    }
}
