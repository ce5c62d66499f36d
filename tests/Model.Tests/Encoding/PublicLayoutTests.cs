using System.Globalization;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Fitting;
using Utf8 = System.Text.Encoding;

namespace Streaming.Model.Tests.Encoding;

/// <summary>The three public layouts, read as they come.</summary>
public sealed class PublicLayoutTests
{
    [Theory]
    [InlineData("handbook.json", "handbook_transformed_2018-07-25_2018-08-14.csv.gz", 201_295, 1_792, "2018-07-25T00:00:29", "2018-08-14T23:59:43")]
    [InlineData("ibm-tabformer.json", "ibm_tabformer_user0.csv.gz", 19_963, 27, "2002-09-01T06:21:00", null)]
    [InlineData("sparkov.json", "sparkov_kaggle_head_fraudTrain_excerpt.csv.gz", 5_039, null, "2019-01-01T00:00:18", "2019-01-04T06:11:39")]
    [InlineData("sparkov.json", "sparkov_kaggle_head_fraudTest_excerpt.csv.gz", 2_145, null, "2020-06-21T12:14:25", "2020-06-22T01:06:34")]
    public void Every_row_is_an_event(string schemaFile, string file, int rows, int? frauds, string first, string? last)
    {
        var fitter = new SchemaFitter(FeatureSchema.Load(Samples.SchemaPath(schemaFile)));
        var events = Samples.Events(file).ToList();
        foreach (var value in events)
        {
            Assert.Equal(default, fitter.Observe(value));
        }

        var schema = fitter.Fit();
        var bench = new Bench(schema);
        var labelled = 0;
        var positive = 0;
        var times = new List<long>();
        foreach (var value in events)
        {
            Assert.All(bench.Pass(value), feature => Assert.True(float.IsFinite(feature)));
            labelled += bench.Rows.Labels[0] >= 0 ? 1 : 0;
            positive += bench.Rows.Labels[0] == 1 ? 1 : 0;
            Assert.True(double.IsFinite(bench.Rows.Amounts[0]));
            times.Add(bench.Rows.EventTimes[0]);
        }

        Assert.Equal(rows, events.Count);
        Assert.Equal(rows, labelled);
        Assert.Equal(frauds ?? positive, positive);
        Assert.Equal(first, Show(times[0]));
        Assert.Equal(last ?? Show(times[^1]), Show(times[^1]));
        Assert.Equal(schema, FeatureSchema.Parse(schema.ToJson()));
    }

    [Fact]
    public void The_handbooks_raw_rows_are_events_of_customers()
    {
        var fitter = new SchemaFitter(FeatureSchema.Load(Samples.SchemaPath("handbook.json")));
        var events = Samples.Events("handbook_raw_dev_2018-04-01_2018-09-07.csv.gz", 50_000).ToList();
        foreach (var value in events)
        {
            Assert.Equal(default, fitter.Observe(value));
        }

        var bench = new Bench(fitter.Fit());
        bench.Pass(events[0]);

        Assert.Equal("0"u8, bench.Rows.IdOf(0));
        Assert.Equal("596"u8, bench.Rows.KeyOf(0));
        Assert.Equal(57.16, bench.Rows.Amounts[0]);
        Assert.Equal("2018-04-01T00:00:31", Show(bench.Rows.EventTimes[0]));
    }

    [Fact]
    public void A_tabformer_key_is_user_and_card_and_refunds_are_negative()
    {
        var fitter = new SchemaFitter(FeatureSchema.Load(Samples.SchemaPath("ibm-tabformer.json")));
        var events = Samples.Events("ibm_tabformer_user0.csv.gz").ToList();
        events.ForEach(value => fitter.Observe(value));
        var bench = new Bench(fitter.Fit());
        var keys = new HashSet<string>();
        var refunds = 0;
        foreach (var value in events)
        {
            bench.Pass(value);
            keys.Add(Utf8.UTF8.GetString(bench.Rows.KeyOf(0)));
            refunds += bench.Rows.Amounts[0] < 0 ? 1 : 0;
        }

        Assert.Equal(["0-0", "0-1", "0-2", "0-3", "0-4"], keys.Order());
        Assert.True(refunds > 100, $"{refunds}");
        Assert.Equal(
            [("chip", 4), ("mcc", 95), ("errors", 9), ("state", 41), ("merchant", 513)],
            bench.Encoder.Schema.Categories.Select(column => (column.Name, column.Size ?? 0)));
    }

    [Fact]
    public void The_pytorch_events_are_read()
    {
        var path = Path.Combine(Samples.Root, "..", "shared", "data", "models", "pytorch", "pytorch_gru_categories.events.jsonl");
        Assert.SkipUnless(File.Exists(path), "The PyTorch events are not on this machine.");
        var features = string.Join(",", Enumerable.Range(0, 6).Select(index => $$"""{ "name": "f{{index}}", "kind": "numeric", "field": "f{{index}}" }"""));
        var bench = Bench.Of($$"""
            {{features}},
            { "name": "c0", "kind": "category", "field": "c0", "missing": "", "vocabulary": [{{Values(11)}}] },
            { "name": "c1", "kind": "category", "field": "c1", "missing": "", "vocabulary": [{{Values(4)}}] }
            """);

        var lines = File.ReadAllLines(path);
        foreach (var line in lines)
        {
            bench.Pass(line);
        }

        bench.Pass(lines[0]);
        Assert.Equal(2_000, lines.Length);
        Assert.Equal([1.3029f, -0.3562f, 0.4064f, 2.054f, 1.2225f, -0.8217f], bench.Rows.FeaturesOf(0).ToArray());
        Assert.Equal([10L, 1L], bench.Rows.CategoriesOf(0).ToArray());

        static string Values(int count) => string.Join(",", Enumerable.Range(1, count).Select(index => $"\"v{index}\""));
    }

    private static string Show(long time) =>
        DateTime.UnixEpoch.AddTicks(time * 10).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
