using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using Streaming.Ingest.Generator;

namespace Streaming.Ingest.Tests.Generator;

public sealed class GeneratorTests
{
    [Fact]
    public void The_first_hundred_thousand_events_are_the_same_everywhere_and_for_ever() =>
        Assert.Equal("bb37382fd5ea71157d5937a61858df5bbc1ce88442bceb17848cd7d0990a91ea", HashOf(new GeneratorOptions(), 100_000));

    [Fact]
    public void A_culture_changes_nothing()
    {
        var invariant = HashOf(new GeneratorOptions { Cards = 50 }, 2_000);
        var before = CultureInfo.CurrentCulture;

        // Programs and tests run with invariant globalization, so a hostile culture is made by hand.
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(invariant, HashOf(new GeneratorOptions { Cards = 50 }, 2_000));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_seed_makes_another_stream() =>
        Assert.NotEqual(HashOf(new GeneratorOptions(), 100), HashOf(new GeneratorOptions { Seed = 2 }, 100));

    [Fact]
    public void Events_come_in_the_order_of_their_times_within_the_days_asked_for() => Gen.Select(Gen.Int[1, 200], Gen.Int[1, 20], Gen.Long).Sample(
        (cards, days, seed) =>
        {
            var options = new GeneratorOptions { Cards = cards, Days = days, Seed = seed };
            var start = options.Start.ToUnixTimeMilliseconds();
            var last = start;
            long sequence = 0;
            foreach (var transaction in new TransactionGenerator(options).Rest())
            {
                if (transaction.EventTime < last || transaction.Sequence != sequence++ || transaction.Card < 0 || transaction.Card >= cards)
                {
                    return false;
                }

                last = transaction.EventTime;
            }

            return last < start + (days * 86_400_000L);
        },
        iter: 30);

    [Fact]
    public void A_card_lives_the_same_life_among_any_number_of_others()
    {
        var few = new TransactionGenerator(new GeneratorOptions { Cards = 10, Days = 40 }).Rest();
        var many = new TransactionGenerator(new GeneratorOptions { Cards = 300, Days = 40 }).Rest().Where(transaction => transaction.Card < 10);
        Assert.Equal(few.Select(WithoutSequence), many.Select(WithoutSequence));
    }

    [Fact]
    public void Frauds_leave_the_card_holders_life_as_it_was()
    {
        var honest = new TransactionGenerator(new GeneratorOptions { Cards = 200, Days = 40, FraudRate = 0 }).Rest().ToList();
        var mixed = new TransactionGenerator(new GeneratorOptions { Cards = 200, Days = 40, FraudRate = 0.05 }).Rest().ToList();
        Assert.DoesNotContain(honest, transaction => transaction.IsFraud);
        Assert.Contains(mixed, transaction => transaction.IsFraud);
        Assert.Equal(honest.Select(WithoutSequence), mixed.Where(transaction => !transaction.IsFraud).Select(WithoutSequence));
    }

    [Fact]
    public void Between_a_two_hundredth_and_a_hundredth_is_fraud_and_every_scenario_occurs()
    {
        var counts = new TransactionGenerator(new GeneratorOptions { Days = 30 }).Rest().CountBy(transaction => transaction.Scenario).ToDictionary();
        var all = counts.Values.Sum();
        Assert.InRange(1 - ((double)counts[Scenario.Genuine] / all), 0.005, 0.01);
        Assert.All(Enum.GetValues<Scenario>(), scenario => Assert.True(counts[scenario] > all / 50_000));
    }

    [Fact]
    public void Written_as_json_it_has_the_declared_fields()
    {
        var buffer = new byte[TransactionText.MaxBytes];
        foreach (var transaction in new TransactionGenerator(new GeneratorOptions { Cards = 100, Days = 30 }).Rest())
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, TransactionText.WriteJson(transaction, buffer)));
            var root = json.RootElement;
            Assert.Equal(
                ["id", "card", "time", "amount", "merchant", "merchant_category", "country", "lat", "lon", "channel", "fraud", "scenario"],
                root.EnumerateObject().Select(member => member.Name));
            Assert.Equal($"{transaction.Seed}-{transaction.Sequence}", root.GetProperty("id").GetString());
            Assert.Equal($"c{transaction.Card:D6}", root.GetProperty("card").GetString());
            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(transaction.EventTime), root.GetProperty("time").GetDateTimeOffset());
            Assert.EndsWith("Z", root.GetProperty("time").GetString(), StringComparison.Ordinal);
            Assert.Equal(transaction.AmountCents / 100m, root.GetProperty("amount").GetDecimal());
            Assert.Equal(transaction.Latitude / 10_000m, root.GetProperty("lat").GetDecimal());
            Assert.Equal(transaction.Longitude / 10_000m, root.GetProperty("lon").GetDecimal());
            Assert.InRange(root.GetProperty("lat").GetDouble(), -90, 90);
            Assert.InRange(root.GetProperty("lon").GetDouble(), -180, 180);
            Assert.Contains(root.GetProperty("merchant_category").GetString(), MerchantCategory.Names);
            Assert.Contains(root.GetProperty("channel").GetString(), new[] { "chip", "swipe", "online", "contactless" });
            Assert.Equal(transaction.IsFraud ? 1 : 0, root.GetProperty("fraud").GetInt32());
            Assert.Equal(transaction.IsFraud, root.GetProperty("scenario").GetString()!.Length > 0);
        }
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        var generator = new TransactionGenerator(new GeneratorOptions { Cards = 1_000 });
        var buffer = new byte[TransactionText.MaxBytes];
        Write(generator, buffer, 10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(generator, buffer, 100_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Options_out_of_range_are_refused() =>
        Assert.Throws<ValidationException>(() => new TransactionGenerator(new GeneratorOptions { Cards = 0 }));

    private static void Write(TransactionGenerator generator, byte[] buffer, int count)
    {
        while (count-- > 0 && generator.TryNext(out var transaction))
        {
            TransactionText.WriteJson(transaction, buffer);
            TransactionText.WriteKey(transaction, buffer);
        }
    }

    private static Transaction WithoutSequence(Transaction transaction) => transaction with { Sequence = 0 };

    private static string HashOf(GeneratorOptions options, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var generator = new TransactionGenerator(options);
        var buffer = new byte[TransactionText.MaxBytes];
        while (count-- > 0 && generator.TryNext(out var transaction))
        {
            hash.AppendData(buffer.AsSpan(0, TransactionText.WriteJson(transaction, buffer)));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
