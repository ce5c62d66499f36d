namespace Streaming.Ingest.Generator;

/// <summary>One generated transaction, in numbers; <see cref="TransactionText"/> writes it as the event that a topic or a file carries.</summary>
/// <param name="Seed">The generator's seed, first part of the id.</param>
/// <param name="Sequence">Its place in the stream from 0, second part of the id.</param>
/// <param name="Card">The card's number from 0.</param>
/// <param name="EventTime">Event time, milliseconds since the Unix epoch.</param>
/// <param name="AmountCents">Amount in hundredths.</param>
/// <param name="Merchant">The merchant's number.</param>
/// <param name="Category">Index into <see cref="MerchantCategory.Names"/>.</param>
/// <param name="Country">The merchant's country: index into the countries of the generator's map.</param>
/// <param name="Latitude">Where the card was used, in ten thousandths of a degree.</param>
/// <param name="Longitude">Where the card was used, in ten thousandths of a degree.</param>
/// <param name="Channel">How it was used.</param>
/// <param name="Scenario">What lies behind it: the label's cause, never an input of a model.</param>
public readonly record struct Transaction(
    long Seed,
    long Sequence,
    int Card,
    long EventTime,
    long AmountCents,
    int Merchant,
    int Category,
    int Country,
    int Latitude,
    int Longitude,
    Channel Channel,
    Scenario Scenario)
{
    /// <summary>Whether it is fraud.</summary>
    public bool IsFraud => Scenario != Scenario.Genuine;
}
