namespace Streaming.Assessment.Metrics;

/// <summary>Events of like score.</summary>
/// <param name="Events">How many.</param>
/// <param name="MeanScore">What was said.</param>
/// <param name="FraudShare">What came.</param>
public readonly record struct ReliabilityBin(int Events, double MeanScore, double FraudShare);
