using System.ComponentModel.DataAnnotations;

namespace Streaming.Ingest.Generator;

/// <summary>
/// Labelled card transactions in the order of their event times, deterministic from a seed. Memory is in proportion to the cards, whatever
/// the span. Frauds mostly show only against the card's own history. Not thread-safe.
/// </summary>
public sealed class TransactionGenerator
{
    private readonly PriorityQueue<Card, Due> _due;
    private readonly long _seed;
    private readonly long _end;
    private readonly double _episodeChance;
    private long _sequence;

    /// <summary>A stream from its beginning.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public TransactionGenerator(GeneratorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _seed = options.Seed;
        var start = options.Start.ToUnixTimeMilliseconds();
        _end = options.Days is { } days ? start + (long)(days * DailyRhythm.Day) : long.MaxValue;
        _episodeChance = options.FraudRate / (1 - options.FraudRate) / Episode.MeanLength;
        _due = new PriorityQueue<Card, Due>(options.Cards);
        for (var number = 0; number < options.Cards; number++)
        {
            var card = new Card(Draw.Mix(Draw.Mix((ulong)options.Seed) + (ulong)number), start);
            _due.Enqueue(card, new Due(card.Next, number));
        }
    }

    /// <summary>The next transaction; false behind the last one, never without <see cref="GeneratorOptions.Days"/>.</summary>
    public bool TryNext(out Transaction transaction)
    {
        transaction = default;
        if (!_due.TryPeek(out var card, out var due) || due.Time >= _end)
        {
            return false;
        }

        var purchase = card.Take(_episodeChance);
        _due.DequeueEnqueue(card, due with { Time = card.Next });
        transaction = new Transaction(
            _seed,
            _sequence++,
            due.Card,
            due.Time,
            purchase.AmountCents,
            purchase.Merchant.Number,
            purchase.Merchant.Category,
            Map.CountryOf(purchase.Merchant.Region),
            purchase.Position.Latitude,
            purchase.Position.Longitude,
            purchase.Channel,
            purchase.Scenario);
        return true;
    }

    /// <summary>All that is left of the stream.</summary>
    public IEnumerable<Transaction> Rest()
    {
        while (TryNext(out var transaction))
        {
            yield return transaction;
        }
    }
}
