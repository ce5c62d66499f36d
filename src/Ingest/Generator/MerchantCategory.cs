namespace Streaming.Ingest.Generator;

/// <summary>What is bought where, how often, for how much and through which channel.</summary>
public static class MerchantCategory
{
    private static readonly Kind[] Kinds =
    [
        new("grocery", 0.24, 1.0, 0.05),
        new("fuel", 0.08, 1.4, 0.00),
        new("restaurant", 0.15, 0.9, 0.15),
        new("transport", 0.10, 0.4, 0.40),
        new("pharmacy", 0.05, 0.7, 0.10),
        new("clothing", 0.08, 1.6, 0.45),
        new("electronics", 0.04, 2.6, 0.60),
        new("home", 0.06, 1.7, 0.40),
        new("entertainment", 0.05, 0.9, 0.40),
        new("travel", 0.025, 3.6, 0.85),
        new("digital", 0.07, 0.4, 1.00),
        new("jewelry", 0.01, 3.2, 0.20),
        new("gambling", 0.015, 1.4, 0.70),
        new("cash", 0.04, 2.0, 0.00),
    ];

    internal const int Electronics = 6;
    internal const int Travel = 9;
    internal const int Digital = 10;
    internal const int Jewelry = 11;
    internal const int Gambling = 12;
    internal const int Cash = 13;

    /// <summary>The names, in the order of their indices.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>How often a card holder buys what.</summary>
    internal static double[] Shares { get; } = [.. Kinds.Select(kind => kind.Share)];

    /// <summary>What a thief buys: much the same, with more of what can be sold.</summary>
    internal static double[] StolenShares { get; } = [.. Kinds.Select((kind, index) => kind.Share * (index is Electronics or Jewelry or 5 ? 2 : index is Cash ? 0 : 1))];

    /// <summary>What one pays there, as a multiple of the card's scale.</summary>
    internal static double AmountOf(int category) => Kinds[category].Amount;

    /// <summary>The share bought online.</summary>
    internal static double OnlineOf(int category) => Kinds[category].Online;

    private sealed record Kind(string Name, double Share, double Amount, double Online);
}
