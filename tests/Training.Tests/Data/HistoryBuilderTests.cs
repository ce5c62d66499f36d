using System.Text;
using CsCheck;
using Streaming.Ingest.Files;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Fitting;
using Streaming.Model.State;
using Streaming.Training.Data;

namespace Streaming.Training.Tests.Data;

/// <summary>Law 8: features computed in training are features computed live.</summary>
public sealed class HistoryBuilderTests
{
    [Fact]
    public void Features_of_a_history_are_those_of_live_scoring()
    {
        using var file = GeneratedHistory.Write(cards: 40, days: 20);
        var records = Records(file.Path);
        var schema = Fitted(records);
        Gen.Int[1, 64].Sample(
            batch =>
            {
                var history = Build(schema, records);
                var live = Live(schema, records, batch);
                var row = 0;
                foreach (var key in live.Keys)
                {
                    foreach (var features in live[key])
                    {
                        Assert.Equal(features, history.Features.AsSpan(row * history.FeatureCount, history.FeatureCount).ToArray());
                        row++;
                    }
                }

                Assert.Equal(history.Count, row);
            },
            iter: 5);
    }

    [Fact]
    public void Records_out_of_order_are_put_in_the_order_of_event_time_and_ties_stay_as_they_came()
    {
        var schema = Schemas.Of(1, []);
        var builder = new HistoryBuilder(new EventEncoder(schema));
        foreach (var (card, second, value) in new[] { ("a", 5, 1), ("b", 1, 2), ("a", 3, 3), ("a", 5, 4), ("b", 1, 5), ("a", 3, 6) })
        {
            Assert.False(builder.Add(Encoding.UTF8.GetBytes(
                $$"""{"id":"{{value}}","card":"{{card}}","time":"2026-01-01T00:00:0{{second}}Z","f0":{{value}},"fraud":0}""")).IsFault);
        }

        Assert.Equal([3, 6, 1, 4, 2, 5], builder.Build().Features[..6]);
    }

    private static History Build(FeatureSchema schema, List<byte[]> records)
    {
        var builder = new HistoryBuilder(new EventEncoder(schema));
        records.ForEach(record => Assert.False(builder.Add(record).IsFault));
        return builder.Build();
    }

    // As the score block does it: a batch is decoded whole, then its rows are filled in from their keys' states one after another.
    private static Dictionary<string, List<float[]>> Live(FeatureSchema schema, List<byte[]> records, int batch)
    {
        var encoder = new EventEncoder(schema);
        var rows = new EventRows(encoder, batch);
        var states = new Dictionary<string, (KeyStateHeader Header, float[] Statistics)>();
        var features = new Dictionary<string, List<float[]>>();
        foreach (var part in records.Chunk(batch))
        {
            rows.Clear();
            for (var row = 0; row < part.Length; row++)
            {
                Assert.False(encoder.Decode(part[row], rows, row).IsFault);
            }

            for (var row = 0; row < part.Length; row++)
            {
                var key = Encoding.UTF8.GetString(rows.KeyOf(row));
                var (header, statistics) = states.GetValueOrDefault(key, (KeyStateHeader.New, new float[encoder.StatisticsLength]));
                encoder.FillFromState(rows, row, header, statistics);
                states[key] = (encoder.Advance(rows, row, header, statistics), statistics);
                features.TryAdd(key, []);
                features[key].Add(rows.FeaturesOf(row).ToArray());
            }
        }

        return features;
    }

    private static FeatureSchema Fitted(List<byte[]> records)
    {
        var fitter = new SchemaFitter(FeatureSchema.Load(RepositoryFiles.Of("schemas", "transactions.json")));
        records.ForEach(record => fitter.Observe(record));
        return fitter.Fit();
    }

    private static List<byte[]> Records(string path)
    {
        using var reader = new FileRecordReader([path]);
        var records = new List<byte[]>();
        while (reader.Read())
        {
            records.Add(reader.Current.Value.ToArray());
        }

        return records;
    }
}
