namespace Streaming.Ingest.Generator;

/// <summary>What a transaction is made of, before it has its number and time.</summary>
internal readonly record struct Purchase(Merchant Merchant, long AmountCents, Position Position, Channel Channel, Scenario Scenario);
