using CsCheck;
using Streaming.Model.Encoding;
using Streaming.Model.State;
using Utf8 = System.Text.Encoding;

namespace Streaming.Model.Tests.Encoding;

/// <summary>Law 8: features computed in training = features computed live.</summary>
public sealed class TrainingEqualsLiveTests
{
    [Fact]
    public void A_pass_key_by_key_over_decoded_history_gives_what_single_events_give() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 1_000_000]).Sample(
            (count, seed) =>
            {
                var schema = Fitted.Schema("transactions.json");
                byte[][] events = [.. Fitted.Transactions(count, seed)];

                // Live: one event at a time, keys interleaved, one row used again and again.
                var live = new Bench(schema);
                var expected = events.Select(live.Pass).ToArray();

                // Training: the whole history decoded into columns by another encoder, then each key's sequence at once.
                var encoder = new EventEncoder(Model.Schema.FeatureSchema.Parse(schema.ToJson()));
                var rows = new EventRows(encoder, count);
                for (var row = 0; row < count; row++)
                {
                    Assert.Equal(default, encoder.Decode(events[row], rows, row));
                }

                foreach (var sequence in Enumerable.Range(0, count).GroupBy(row => Utf8.UTF8.GetString(rows.KeyOf(row))))
                {
                    var header = KeyStateHeader.New;
                    var statistics = new float[encoder.StatisticsLength];
                    foreach (var row in sequence)
                    {
                        encoder.FillFromState(rows, row, header, statistics);
                        header = encoder.Advance(rows, row, header, statistics);
                    }
                }

                for (var row = 0; row < count; row++)
                {
                    Assert.Equal(expected[row], rows.FeaturesOf(row).ToArray());
                }
            },
            iter: 50);

    [Fact]
    public void Filling_from_a_state_does_not_change_it()
    {
        var bench = new Bench(Fitted.Schema("transactions.json"));
        foreach (var value in Fitted.Transactions(50))
        {
            bench.Pass(value);
        }

        var statistics = Enumerable.Range(1, bench.Encoder.StatisticsLength).Select(number => number / 7f).ToArray();
        var before = statistics.ToArray();
        bench.Encoder.FillFromState(bench.Rows, 0, new KeyStateHeader(bench.Rows.EventTimes[0] - 5_000_000, 3), statistics);
        var features = bench.Rows.FeaturesOf(0).ToArray();
        bench.Encoder.FillFromState(bench.Rows, 0, new KeyStateHeader(bench.Rows.EventTimes[0] - 5_000_000, 3), statistics);

        Assert.Equal(before, statistics);
        Assert.Equal(features, bench.Rows.FeaturesOf(0).ToArray());
    }

    [Fact]
    public void The_last_event_time_never_goes_back()
    {
        var bench = Bench.Of("""{ "name": "gap", "kind": "gap" }""");
        bench.Pass(Bench.Event("", "\"2020-01-01T00:00:00Z\""));
        var time = bench.Rows.EventTimes[0];

        Assert.Equal(new KeyStateHeader(time + 5, 8), bench.Encoder.Advance(bench.Rows, 0, new KeyStateHeader(time + 5, 7), []));
        Assert.Equal(new KeyStateHeader(time, 8), bench.Encoder.Advance(bench.Rows, 0, new KeyStateHeader(time - 5, 7), []));
        Assert.Equal(new KeyStateHeader(time, 1), bench.Encoder.Advance(bench.Rows, 0, KeyStateHeader.New, []));
    }

    [Fact]
    public void Whatever_is_read_gives_finite_features_and_statistics()
    {
        var extremes = Gen.OneOf("1e-45", "0", "-0.0", "3.4e38", "-3.4e38", "1", "-1", "1e20", "null");
        var features = string.Join(
            ",",
            from measure in new[] { "z-score", "difference", "mean", "deviation" }
            select $$"""{ "name": "{{measure}}", "kind": "running", "field": "x", "missing": 0, "halfLife": "1s", "measure": "{{measure}}", "mean": -3e38, "deviation": 1e-9 }""");
        var schema = Bench.SchemaOf(
            features + """
            , { "name": "t", "kind": "travel", "at": ["x", "y"], "metric": "plane", "measure": "speed", "missing": 0, "standardise": true, "mean": 0, "deviation": 1e-9 }
            , { "name": "r", "kind": "rate", "halfLife": "1ms", "standardise": true, "mean": 3e38, "deviation": 1e-9 }
            , { "name": "g", "kind": "gap", "standardise": true, "mean": -3e38, "deviation": 1e-9 }
            """);
        Gen.Select(extremes, extremes, Gen.Int[0, 59]).Array[1, 20].Sample(events =>
        {
            var bench = new Bench(schema);
            foreach (var (x, y, second) in events)
            {
                Assert.All(
                    bench.Pass(Bench.Event($"\"x\": {x}, \"y\": {y}", $"\"2020-01-01T00:00:{second:00}Z\"")),
                    feature => Assert.True(float.IsFinite(feature)));
            }
        });
    }
}
