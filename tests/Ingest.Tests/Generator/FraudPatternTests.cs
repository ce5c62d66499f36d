using Streaming.Ingest.Generator;

namespace Streaming.Ingest.Tests.Generator;

/// <summary>Frauds are what their scenario declares, and genuine life stays possible.</summary>
public sealed class FraudPatternTests
{
    private const double Hour = 3_600_000;

    private static readonly List<Transaction[]> Cards =
    [
        .. new TransactionGenerator(new GeneratorOptions { Cards = 3_000, Days = 60 }).Rest().GroupBy(transaction => transaction.Card).Select(card => card.ToArray()),
    ];

    [Fact]
    public void A_burst_is_many_purchases_within_the_hour()
    {
        var bursts = Whole(Scenario.Burst);
        Assert.All(bursts, burst => Assert.True(burst.Length >= 5 && burst[^1].EventTime - burst[0].EventTime < Hour));
    }

    [Fact]
    public void A_theft_triples_the_cards_amounts()
    {
        var ratios = Of(Scenario.Theft).Select(fraud => Usual(fraud)).Order().ToArray();
        Assert.InRange(ratios[ratios.Length / 2], 2.5, 3.5);
    }

    [Fact]
    public void A_copied_card_is_used_where_its_holder_cannot_be()
    {
        var firsts = Cards.SelectMany(card => card.Zip(card.Skip(1)).Where(pair => pair.First.Scenario == Scenario.Genuine && pair.Second.Scenario == Scenario.Travel)).ToArray();
        var impossible = firsts.Count(pair => Kilometres(pair.First, pair.Second) / Hours(pair.First, pair.Second) > 900);
        Assert.True(impossible > firsts.Length * 0.9, $"{impossible} of {firsts.Length}");
    }

    [Fact]
    public void A_card_holder_travels_but_never_faster_than_a_plane()
    {
        var genuine = Cards.Select(card => card.Where(transaction => !transaction.IsFraud && transaction.Channel != Channel.Online).ToArray()).ToList();
        var speeds = genuine.SelectMany(card => card.Zip(card.Skip(1))).Where(pair => Kilometres(pair.First, pair.Second) > 100)
            .Select(pair => Kilometres(pair.First, pair.Second) / Hours(pair.First, pair.Second)).ToArray();
        Assert.True(speeds.Length > 1_000);
        Assert.All(speeds, speed => Assert.InRange(speed, 0, 900));
    }

    [Fact]
    public void Card_testing_is_tiny_amounts_and_then_a_large_one()
    {
        foreach (var test in Whole(Scenario.Testing))
        {
            var tiny = test.TakeWhile(fraud => fraud.AmountCents <= 400).Count();
            Assert.InRange(tiny, 3, 6);
            Assert.InRange(test.Length - tiny, 1, 2);
            Assert.True(test[tiny..].All(fraud => Usual(fraud) > 1.2));
        }
    }

    [Fact]
    public void A_high_amount_is_one_of_the_cards_highest() =>
        Assert.All(Of(Scenario.HighAmount), fraud => Assert.True(Usual(fraud) > 4));

    [Fact]
    public void An_odd_merchant_is_met_at_night_abroad_or_in_a_rare_category() =>
        Assert.All(Of(Scenario.OddMerchant), fraud => Assert.True(fraud.Category >= 11));

    private static IEnumerable<Transaction> Of(Scenario scenario) => Cards.SelectMany(card => card).Where(transaction => transaction.Scenario == scenario);

    // The series of one scenario, without those that the end of the stream cuts.
    private static List<Transaction[]> Whole(Scenario scenario)
    {
        var end = Cards.Max(card => card[^1].EventTime) - (24 * Hour);
        var series = new List<Transaction[]>();
        foreach (var card in Cards)
        {
            var frauds = card.Where(transaction => transaction.Scenario == scenario).ToArray();
            for (int from = 0, to = 1; to <= frauds.Length; to++)
            {
                if (to == frauds.Length || Hours(frauds[to - 1], frauds[to]) > 24)
                {
                    series.Add(frauds[from..to]);
                    from = to;
                }
            }
        }

        series.RemoveAll(frauds => frauds[^1].EventTime > end);
        Assert.True(series.Count > 20);
        return series;
    }

    // The amount against what the card usually pays for this category, told by its own genuine purchases.
    private static double Usual(Transaction fraud)
    {
        var logs = Cards.First(card => card[0].Card == fraud.Card).Where(other => !other.IsFraud)
            .Select(other => Math.Log(other.AmountCents / Mean(other.Category))).Order().ToArray();
        return fraud.AmountCents / Mean(fraud.Category) / Math.Exp(logs[logs.Length / 2]);
    }

    private static double Mean(int category) => MerchantCategory.AmountOf(category);

    private static double Hours(Transaction a, Transaction b) => Math.Max((b.EventTime - a.EventTime) / Hour, 1e-9);

    private static double Kilometres(Transaction a, Transaction b)
    {
        var (latitudeA, latitudeB) = (Radians(a.Latitude), Radians(b.Latitude));
        var cosine = (Math.Sin(latitudeA) * Math.Sin(latitudeB)) + (Math.Cos(latitudeA) * Math.Cos(latitudeB) * Math.Cos(Radians(b.Longitude - a.Longitude)));
        return 6_371 * Math.Acos(Math.Clamp(cosine, -1, 1));
    }

    private static double Radians(int tenThousandths) => double.DegreesToRadians(tenThousandths / 10_000.0);
}
