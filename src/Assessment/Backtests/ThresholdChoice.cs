namespace Streaming.Assessment.Backtests;

/// <summary>A threshold and what it would have caught.</summary>
/// <param name="Threshold">The cut.</param>
/// <param name="Alerts">Alerts, with or without a label.</param>
/// <param name="AlertsPerDay">The same a day.</param>
/// <param name="Frauds">Frauds among them.</param>
/// <param name="Precision">Share of frauds among the labelled alerts; null without any.</param>
/// <param name="Recall">Share of the frauds; null without frauds.</param>
/// <param name="MoneyRecall">Share of the frauds' amount; null where it is not known.</param>
public sealed record ThresholdChoice(
    float Threshold, int Alerts, double AlertsPerDay, int Frauds, double? Precision, double? Recall, double? MoneyRecall);
