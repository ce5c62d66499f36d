using Streaming.Ingest.Generator;

namespace Streaming.Ingest.Tests.Generator;

/// <summary>What a model can gain by remembering: a single event reveals only a part of the frauds, its card's history most of them.</summary>
public sealed class DetectabilityTests(ITestOutputHelper output)
{
    [Fact]
    public void History_reveals_far_more_than_any_single_event()
    {
        var train = 0;
        var single = new List<(double[] Features, bool IsFraud)>();
        var remembered = new List<(double[] Features, bool IsFraud)>();
        var histories = new Dictionary<int, CardHistory>();
        var options = new GeneratorOptions { Cards = 2_000, Days = 90 };
        foreach (var transaction in new TransactionGenerator(options).Rest())
        {
            if (!histories.TryGetValue(transaction.Card, out var history))
            {
                histories.Add(transaction.Card, history = new CardHistory());
            }

            var features = EventFeatures.Of(transaction);
            single.Add((features, transaction.IsFraud));
            remembered.Add(([.. features, .. history.Features(transaction)], transaction.IsFraud));
            history.Add(transaction);
            train += transaction.EventTime < options.Start.AddDays(60).ToUnixTimeMilliseconds() ? 1 : 0;
        }

        var amount = AveragePrecision(single[train..].Select(row => (row.Features[0], row.IsFraud)));
        var alone = Learned(single, train);
        var withHistory = Learned(remembered, train);
        output.WriteLine($"average precision: amount {amount:F3}, single event {alone:F3}, with history {withHistory:F3}");
        Assert.InRange(amount, 0.02, 0.2);
        Assert.InRange(alone, 0.02, 0.2);
        Assert.InRange(withHistory, 0.45, 1);
        Assert.True(withHistory > 4 * Math.Max(amount, alone));
    }

    private static double Learned(List<(double[] Features, bool IsFraud)> rows, int train)
    {
        var model = new LogisticModel(rows[..train]);
        return AveragePrecision(rows[train..].Select(row => (model.Score(row.Features), row.IsFraud)));
    }

    private static double AveragePrecision(IEnumerable<(double Score, bool IsFraud)> rows)
    {
        double found = 0, sum = 0, rank = 0;
        foreach (var (_, isFraud) in rows.OrderByDescending(row => row.Score))
        {
            rank++;
            if (isFraud)
            {
                sum += ++found / rank;
            }
        }

        return sum / found;
    }
}
