namespace Streaming.Training.Metrics;

/// <summary>Events of like score.</summary>
/// <param name="Events">How many.</param>
/// <param name="MeanScore">What was said.</param>
/// <param name="FraudShare">What came.</param>
internal readonly record struct ReliabilityBin(int Events, double MeanScore, double FraudShare);
