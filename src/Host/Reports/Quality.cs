namespace Streaming.Host.Reports;

/// <summary>How alerts compare with the truth.</summary>
/// <param name="Precision">The share of alerts that were frauds; null without an alert.</param>
/// <param name="Recall">The share of frauds that were alerts; null without a fraud.</param>
internal sealed record Quality(double? Precision, double? Recall);
