using System.ComponentModel.DataAnnotations;

namespace Streaming.Ingest.Generator;

/// <summary>What the generator makes. The same options make the same transactions, on every machine and in every culture.</summary>
public sealed class GeneratorOptions
{
    /// <summary>Cards; 1 to 10,000,000, 5,000 unless set. A card's life does not depend on how many others there are.</summary>
    [Range(1, 10_000_000)]
    public int Cards { get; set; } = 5_000;

    /// <summary>Where all randomness comes from; 1 unless set.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>The event time at which it begins; 2026-01-01 UTC unless set.</summary>
    public DateTimeOffset Start { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Days of event time; without end unless set.</summary>
    [Range(0.001, 100_000)]
    public double? Days { get; set; }

    /// <summary>The share of fraud among all transactions, about; 0 to 0.1, 0.008 unless set.</summary>
    [Range(0, 0.1)]
    public double FraudRate { get; set; } = 0.008;
}
