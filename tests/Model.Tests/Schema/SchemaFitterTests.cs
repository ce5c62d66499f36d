using System.Text.Json;
using Streaming.Model.Artifact;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Fitting;
using Streaming.Model.Tests.Encoding;

namespace Streaming.Model.Tests.Schema;

public sealed class SchemaFitterTests
{
    [Fact]
    public void Fitting_twice_gives_the_same_bytes()
    {
        Assert.Equal(Fit().ToJson(), Fit().ToJson());
        Assert.True(Fit().IsFitted);

        static FeatureSchema Fit()
        {
            var fitter = new SchemaFitter(FeatureSchema.Load(Samples.SchemaPath("transactions.json")));
            foreach (var value in Fitted.Transactions(300))
            {
                fitter.Observe(value);
            }

            return fitter.Fit();
        }
    }

    [Fact]
    public void Standardised_columns_have_mean_0_and_deviation_1()
    {
        var schema = Fitted.Schema("transactions.json");
        var bench = new Bench(schema);
        var rows = Fitted.Transactions(500).Select(bench.Pass).ToList();

        foreach (var name in new[] { "amount", "gap", "rate_hour", "rate_week", "travel_speed", "amount_in_category" })
        {
            var column = schema.FeatureNames.ToList().IndexOf(name);
            var mean = rows.Average(row => row[column]);
            Assert.Equal(0, mean, 1e-3);
            Assert.Equal(1, Math.Sqrt(rows.Average(row => Math.Pow(row[column] - mean, 2))), 1e-3);
        }
    }

    [Fact]
    public void A_vocabulary_holds_the_most_frequent_values_ties_in_ordinal_order()
    {
        var schema = Fit(
            """{ "name": "c", "kind": "category", "field": "c", "missing": "", "values": 3 }""",
            "\"c\": \"b\"", "\"c\": \"a\"", "\"c\": \"z\"", "\"c\": \"z\"", "\"c\": \"B\"", "", "", "");

        Assert.Contains("\"vocabulary\":[\"z\",\"B\",\"a\"]", Canonical(schema), StringComparison.Ordinal);
        Assert.Equal([new CategoryColumn("c", 4)], schema.Categories);
    }

    [Fact]
    public void Edges_are_quantiles()
    {
        var schema = Fit(
            """{ "name": "x", "kind": "piecewise-linear", "field": "x", "bins": 4 }""",
            [.. Enumerable.Range(0, 101).Reverse().Select(number => $"\"x\": {number}")]);

        Assert.Contains("\"edges\":[0,25,50,75,100]", Canonical(schema), StringComparison.Ordinal);
    }

    [Fact]
    public void Quantiles_of_a_long_stream_come_from_a_fair_sample()
    {
        var sample = new QuantileSample();
        for (var number = 0; number < 1_000_000; number++)
        {
            sample.Add(number);
        }

        Assert.Equal([0, 250_000, 500_000, 750_000, 1_000_000], sample.Edges(4).Select(edge => Math.Round(edge / 5_000) * 5_000));
    }

    [Fact]
    public void Within_a_category_each_index_has_its_own_constants_and_a_rare_one_those_of_all()
    {
        var events = Enumerable.Range(0, 25).SelectMany(number => new[]
        {
            $"\"c\": \"a\", \"x\": {number % 2}", $"\"c\": \"b\", \"x\": {100 + (number % 2 * 4)}",
        });
        var schema = Fit(
            """
            { "name": "x", "kind": "numeric", "field": "x", "standardise": true, "within": "c" },
            { "name": "c", "kind": "category", "field": "c", "values": 2 }
            """,
            [.. events]);

        // 12 of 25 odd numbers; nothing was unknown, so index 0 has the mean of all.
        var feature = JsonDocument.Parse(schema.ToJson()).RootElement.GetProperty("features")[0];
        Assert.Equal([51.2, 0.48, 101.92], feature.GetProperty("mean").EnumerateArray().Select(mean => Math.Round(mean.GetDouble(), 9)));
        Assert.Equal(0.49960, feature.GetProperty("deviation")[1].GetDouble(), 1e-5);
    }

    [Fact]
    public void A_running_feature_learns_its_population()
    {
        var schema = Fit(
            """{ "name": "z", "kind": "running", "field": "x", "halfLife": "7d", "measure": "z-score", "missing": 0 }""",
            "\"x\": 1", "\"x\": 3", "", "\"x\": 5");

        var feature = JsonDocument.Parse(schema.ToJson()).RootElement.GetProperty("features")[0];
        Assert.Equal(3, feature.GetProperty("mean").GetDouble(), 1e-12);
        Assert.Equal(Math.Sqrt(8 / 3.0), feature.GetProperty("deviation").GetDouble(), 1e-12);
    }

    [Fact]
    public void Constants_that_are_there_stay()
    {
        var schema = Fit(
            """
            { "name": "x", "kind": "numeric", "field": "x", "standardise": true, "mean": 7, "deviation": 2 },
            { "name": "c", "kind": "category", "field": "c", "missing": "", "vocabulary": ["rare"] }
            """,
            "\"x\": 1, \"c\": \"often\"");

        Assert.Contains("\"mean\":7,\"deviation\":2", Canonical(schema), StringComparison.Ordinal);
        Assert.Contains("\"vocabulary\":[\"rare\"]", Canonical(schema), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_field_is_only_centred()
    {
        var schema = Fit("""{ "name": "x", "kind": "numeric", "field": "x", "standardise": true }""", "\"x\": 0.1", "\"x\": 0.1", "\"x\": 0.1");

        // The mean is one of floats.
        Assert.Equal(0f, new Bench(schema).Pass(Bench.Event("\"x\": 0.1"))[0], 1e-6f);
    }

    [Fact]
    public void Bad_records_are_told_and_left_out()
    {
        var fitter = new SchemaFitter(Bench.SchemaOf("""{ "name": "x", "kind": "numeric", "field": "x", "standardise": true }"""));

        Assert.Equal(FaultReason.NotJson, fitter.Observe("x"u8).Reason);
        Assert.Equal(FaultReason.MissingField, fitter.Observe(System.Text.Encoding.UTF8.GetBytes(Bench.Event(""))).Reason);
        Assert.Equal(0, fitter.Events);
        Assert.Throws<ModelException>(() => fitter.Fit());
    }

    private static FeatureSchema Fit(string features, params string[] members)
    {
        var fitter = new SchemaFitter(Bench.SchemaOf(features));
        foreach (var member in members)
        {
            Assert.Equal(default, fitter.Observe(System.Text.Encoding.UTF8.GetBytes(Bench.Event(member))));
        }

        return fitter.Fit();
    }

    private static string Canonical(FeatureSchema schema) => System.Text.Encoding.UTF8.GetString(schema.Canonical);
}
