
namespace Streaming.Model.Tests.Encoding;

/// <summary>Each kind of feature against its formula.</summary>
public sealed class FeatureFormulaTests
{
    [Theory]
    [InlineData("identity", 20.0, 20.0)]
    [InlineData("identity", -20.0, -20.0)]
    [InlineData("log1p", 20.0, 3.0445224377234230)]
    [InlineData("log1p", -20.0, -3.0445224377234230)]
    [InlineData("sqrt", 20.25, 4.5)]
    [InlineData("sqrt", -20.25, -4.5)]
    public void Numeric_transforms_keep_the_sign(string transform, double number, double expected)
    {
        var bench = Bench.Of($$"""{ "name": "x", "kind": "numeric", "field": "x", "transform": "{{transform}}" }""");

        var features = bench.Pass(Bench.Event(FormattableString.Invariant($"\"x\": {number}")));

        Assert.Equal((float)expected, features[0], 1e-6f);
    }

    [Fact]
    public void Numeric_is_standardised_overall_or_within_a_category()
    {
        var bench = Bench.Of(
            """
            { "name": "x", "kind": "numeric", "field": "x", "standardise": true, "mean": 10, "deviation": 4 },
            { "name": "x in c", "kind": "numeric", "field": "x", "standardise": true, "within": "c", "mean": [0, 10, 20], "deviation": [1, 2, 5] },
            { "name": "c", "kind": "category", "field": "c", "vocabulary": ["a", "b"] }
            """);

        Assert.Equal([5f, 10f], bench.Pass(Bench.Event("\"x\": 30, \"c\": \"a\"")));
        Assert.Equal([5f, 2f], bench.Pass(Bench.Event("\"x\": 30, \"c\": \"b\"")));
        Assert.Equal([5f, 30f], bench.Pass(Bench.Event("\"x\": 30, \"c\": \"other\"")));
    }

    [Theory]
    [InlineData(-5, 0, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(5, 0.5, 0, 0)]
    [InlineData(10, 1, 1, 0)]
    [InlineData(15, 1, 1, 0.25)]
    [InlineData(30, 1, 1, 1)]
    [InlineData(99, 1, 1, 1)]
    public void Piecewise_linear_fills_bin_after_bin(double x, float first, float second, float third)
    {
        var bench = Bench.Of("""{ "name": "x", "kind": "piecewise-linear", "field": "x", "bins": 3, "edges": [0, 10, 10, 30] }""");

        Assert.Equal([first, second, third], bench.Pass(Bench.Event(FormattableString.Invariant($"\"x\": {x}"))));
    }

    [Theory]
    [InlineData("6", "3", 2)]
    [InlineData("600", "3", 4)]
    [InlineData("-6", "3", -1)]
    [InlineData("6", "0", 4)]
    [InlineData("-6", "0", -1)]
    [InlineData("0", "0", 0)]
    [InlineData("null", "3", 1.5)]
    public void Ratio_is_clipped(string numerator, string denominator, float expected)
    {
        var bench = Bench.Of("""{ "name": "r", "kind": "ratio", "numerator": "n", "denominator": "d", "clip": [-1, 4], "missing": 1.5 }""");

        Assert.Equal([expected], bench.Pass(Bench.Event($"\"n\": {numerator}, \"d\": {denominator}")));
    }

    [Fact]
    public void Gap_is_the_logarithm_of_the_seconds_since_the_keys_previous_event()
    {
        var bench = Bench.Of("""{ "name": "gap", "kind": "gap", "first": "1d" }""");

        Assert.Equal((float)Math.Log(86_401), bench.Pass(At("10:00:00"))[0], 1e-6f);
        Assert.Equal((float)Math.Log(61), bench.Pass(At("10:01:00"))[0], 1e-6f);
        Assert.Equal(0f, bench.Pass(At("10:00:30"))[0]);
        Assert.Equal((float)Math.Log(61), bench.Pass(At("10:02:00"))[0], 1e-6f);
        Assert.Equal(0f, bench.Pass(At("10:02:00"))[0]);
    }

    [Fact]
    public void Hour_and_weekday_go_round()
    {
        var bench = Bench.Of("""{ "name": "h", "kind": "hour", "harmonics": 2 }, { "name": "w", "kind": "weekday" }""");

        // A Monday.
        var features = bench.Pass(Bench.Event("", "\"2020-01-06T06:00:00Z\""));

        Assert.Equal([1f, 0f, 0f, -1f, 0f, 1f], features.Select(feature => MathF.Round(feature, 6)));
        Assert.Equal(["h.sin1", "h.cos1", "h.sin2", "h.cos2", "w.sin1", "w.cos1"], bench.Encoder.Schema.FeatureNames);
    }

    [Fact]
    public void Hour_and_weekday_follow_the_clock_of_the_zone()
    {
        var bench = Bench.Of(
            """{ "name": "h", "kind": "hour" }, { "name": "w", "kind": "weekday" }""",
            """{ "field": "time", "format": "unix-seconds", "zone": "America/New_York" }""");
        var utc = Bench.Of("""{ "name": "h", "kind": "hour" }, { "name": "w", "kind": "weekday" }""");

        // 03:00 UTC on a Tuesday of July is 23:00 on Monday in New York.
        Assert.Equal(
            utc.Pass(Bench.Event("", "\"2020-07-06T23:00:00Z\"")),
            bench.Pass(Bench.Event("", "1594090800")));
    }

    [Fact]
    public void Distance_is_the_great_circle_or_the_straight_line()
    {
        var bench = Bench.Of(
            """
            { "name": "km", "kind": "distance", "from": ["a", "b"], "to": ["c", "d"], "missing": 7 },
            { "name": "straight", "kind": "distance", "from": ["a", "b"], "to": ["c", "d"], "metric": "plane", "missing": 7 }
            """);

        // Paris to London, 343.6 km.
        var features = bench.Pass(Bench.Event("\"a\": 48.8566, \"b\": 2.3522, \"c\": 51.5074, \"d\": -0.1278"));
        Assert.Equal(343.556f, features[0], 0.01f);
        Assert.Equal(MathF.Sqrt((2.6508f * 2.6508f) + (2.48f * 2.48f)), features[1], 1e-4f);
        Assert.Equal(20_015.115f, bench.Pass(Bench.Event("\"a\": 0, \"b\": 0, \"c\": 0, \"d\": 180"))[0], 0.01f);
        Assert.Equal([7f, 7f], bench.Pass(Bench.Event("\"a\": 0, \"b\": 0, \"c\": 0")));
    }

    [Fact]
    public void Travel_is_measured_from_the_keys_previous_place()
    {
        var bench = Bench.Of(
            """
            { "name": "km", "kind": "travel", "at": ["lat", "lon"], "measure": "distance", "missing": -1, "first": 5 },
            { "name": "km/h", "kind": "travel", "at": ["lat", "lon"], "measure": "speed", "missing": -2 }
            """);

        Assert.Equal([5f, 0f], bench.Pass(At("10:00:00", "\"lat\": 48.8566, \"lon\": 2.3522")));
        Assert.Equal([-1f, -2f], bench.Pass(At("11:00:00")));
        var features = bench.Pass(At("12:00:00", "\"lat\": 51.5074, \"lon\": -0.1278"));
        Assert.Equal(343.556f, features[0], 0.05f);
        Assert.Equal(343.556f / 2, features[1], 0.05f);

        // Within a minute counts as a minute, and staying is no way at all.
        features = bench.Pass(At("12:00:01", "\"lat\": 51.5074, \"lon\": -0.1278"));
        Assert.Equal([0f, 0f], features);
        Assert.Equal(343.556f * 60, bench.Pass(At("12:00:02", "\"lat\": 48.8566, \"lon\": 2.3522"))[1], 5f);
        Assert.Equal(4, bench.Encoder.StatisticsLength);
    }

    [Fact]
    public void Category_is_the_place_in_the_vocabulary_or_a_bucket()
    {
        var bench = Bench.Of(
            """
            { "name": "v", "kind": "category", "field": "v", "missing": "", "vocabulary": ["a", "ä", "5411"] },
            { "name": "b", "kind": "category", "field": "v", "missing": "", "buckets": 10 }
            """);

        Assert.Equal(0, CategoriesOf("")[0]);
        Assert.Equal(0, CategoriesOf("\"v\": null")[0]);
        Assert.Equal(0, CategoriesOf("\"v\": \"\"")[1]);
        Assert.Equal(0, CategoriesOf("\"v\": \"other\"")[0]);
        Assert.Equal(1, CategoriesOf("\"v\": \"a\"")[0]);
        Assert.Equal(2, CategoriesOf("\"v\": \"\\u00e4\"")[0]);
        Assert.Equal(3, CategoriesOf("\"v\": 5411")[0]);

        // XXH64 of "a", seed 0, is 0xD24EC4F1A98C6E5B.
        Assert.Equal(1 + (long)(0xD24EC4F1A98C6E5BUL % 10), CategoriesOf("\"v\": \"a\"")[1]);
        Assert.Equal([("v", (int?)4), ("b", 11)], bench.Encoder.Schema.Categories.Select(column => (column.Name, column.Size)));

        long[] CategoriesOf(string members)
        {
            bench.Pass(Bench.Event(members));
            return bench.Rows.CategoriesOf(0).ToArray();
        }
    }

    [Fact]
    public void A_running_statistic_starts_at_the_population_and_learns_the_key()
    {
        var bench = Bench.Of(
            """
            { "name": "z", "kind": "running", "field": "x", "halfLife": "1d", "measure": "z-score", "mean": 10, "deviation": 2, "missing": -9 },
            { "name": "d", "kind": "running", "field": "x", "halfLife": "1d", "measure": "difference", "mean": 10, "deviation": 2, "missing": -9 },
            { "name": "m", "kind": "running", "field": "x", "halfLife": "1d", "measure": "mean", "mean": 10, "deviation": 2, "missing": -9 },
            { "name": "s", "kind": "running", "field": "x", "halfLife": "1d", "measure": "deviation", "mean": 10, "deviation": 2, "missing": -9 }
            """);
        Assert.Equal(3, bench.Encoder.StatisticsLength);
        Assert.Equal(1, bench.Encoder.StatefulInputCount);

        // Nothing known: the population.
        Assert.Equal([2f, 2f, 0f, 1f], bench.Pass(Bench.Event("\"x\": 14", "\"2020-01-01T00:00:00Z\"")));

        // Missing leaves the history alone, and a day halves the weight of 14: mean (0.5 * 14 + 10) / 1.5.
        Assert.Equal([-9f, -9f, -9f, -9f], bench.Pass(Bench.Event("", "\"2020-01-01T12:00:00Z\"")));
        var features = bench.Pass(Bench.Event("\"x\": 14", "\"2020-01-02T00:00:00Z\""));
        var mean = ((0.5 * 14) + 10) / 1.5;
        var deviation = Math.Sqrt(4 / 1.5);
        Assert.Equal((float)((14 - mean) / deviation), features[0], 1e-5f);
        Assert.Equal((float)((14 - mean) / 2), features[1], 1e-5f);
        Assert.Equal((float)((mean - 10) / 2), features[2], 1e-5f);
        Assert.Equal((float)(deviation / 2), features[3], 1e-5f);

        // A long steady history, of deviation 1, leaves little of the population, of deviation 2.
        for (var hour = 0; hour < 23; hour++)
        {
            features = bench.Pass(Bench.Event($"\"x\": {(hour % 2 == 0 ? 99 : 101)}", $"\"2020-02-02T{hour:00}:00:00Z\""));
        }

        Assert.True(features[3] is > 0.5f and < 0.6f, $"{features[3]}");
        Assert.Equal(10f, bench.Pass(Bench.Event("\"x\": 1e30", "\"2020-02-02T23:00:00Z\""))[0]);
    }

    [Fact]
    public void A_steady_rate_is_found()
    {
        var bench = Bench.Of("""{ "name": "rate", "kind": "rate", "halfLife": "12h" }""");
        Assert.Equal([0f], bench.Pass(Bench.Event("", "\"2020-01-01T00:00:00Z\"")));

        var features = Array.Empty<float>();
        for (var minute = 0; minute < 24 * 60; minute += 10)
        {
            for (var day = 2; day < 3; day++)
            {
                features = bench.Pass(Bench.Event("", $"\"2020-01-02T{minute / 60:00}:{minute % 60:00}:00Z\""));
            }
        }

        // 144 events a day; two half-lives show three quarters of it.
        Assert.Equal(144 * 0.75, Math.Exp(features[0]) - 1, 3.0);
    }

    [Fact]
    public void Roles_keep_their_digits()
    {
        var bench = Bench.Of(
            """{ "name": "gap", "kind": "gap" }""",
            extra: """ "amount": { "field": "a" }, "label": { "field": "fraud", "positive": [1, "Yes", true] }, """);

        bench.Pass("""{ "id": 12345678901234567890123, "card": 4556737586899855000.00, "time": "2020-01-01T00:00:00Z", "a": "$-54.00", "fraud": "Yes" }""");

        Assert.Equal("12345678901234567890123"u8, bench.Rows.IdOf(0));
        Assert.Equal("4556737586899855000.00"u8, bench.Rows.KeyOf(0));
        Assert.Equal(-54.0, bench.Rows.Amounts[0]);
        Assert.Equal(1, bench.Rows.Labels[0]);
    }

    [Theory]
    [InlineData("\"fraud\": 1", 1)]
    [InlineData("\"fraud\": \"1\"", 1)]
    [InlineData("\"fraud\": 1.0", 1)]
    [InlineData("\"fraud\": true", 1)]
    [InlineData("\"fraud\": \"Yes\"", 1)]
    [InlineData("\"fraud\": \"yes\"", 0)]
    [InlineData("\"fraud\": 0", 0)]
    [InlineData("\"fraud\": false", 0)]
    [InlineData("\"fraud\": null", -1)]
    [InlineData("\"fraud\": \"\"", -1)]
    [InlineData("", -1)]
    public void Labels_are_positive_negative_or_absent(string members, int expected)
    {
        var bench = Bench.Of(
            """{ "name": "gap", "kind": "gap" }""", extra: """ "label": { "field": "fraud", "positive": [1, "Yes", true] }, """);

        bench.Pass(Bench.Event(members));

        Assert.Equal(expected, bench.Rows.Labels[0]);
        Assert.Equal(double.NaN, bench.Rows.Amounts[0]);
    }

    private static string At(string clock, string members = "") => Bench.Event(members, $"\"2020-01-01T{clock}Z\"");
}
