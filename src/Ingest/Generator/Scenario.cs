namespace Streaming.Ingest.Generator;

/// <summary>What lies behind a transaction. The first four frauds show in the card's history alone, the last two in the event itself.</summary>
public enum Scenario : byte
{
    /// <summary>The card holder.</summary>
    Genuine,

    /// <summary>Many purchases of ordinary amounts within minutes.</summary>
    Burst,

    /// <summary>A stolen card: for a day or two amounts about three times the card's own, near its home.</summary>
    Theft,

    /// <summary>A copied card, used too far away to have travelled there since its last use.</summary>
    Travel,

    /// <summary>Card testing: several tiny amounts online, then a large one.</summary>
    Testing,

    /// <summary>A single very high amount.</summary>
    HighAmount,

    /// <summary>A single purchase at a merchant of a kind and in a place that are rarely seen, at night.</summary>
    OddMerchant,
}
