namespace Streaming.Host.Reports;

/// <summary>What <c>threshold</c> chose, and what it would have caught.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Threshold">The cut.</param>
/// <param name="FormerThreshold">The model's own.</param>
/// <param name="Alerts">Scores at or above the cut.</param>
/// <param name="AlertsPerDay">The same over days with events.</param>
/// <param name="Frauds">Frauds among them.</param>
/// <param name="Precision">Frauds among the labelled alerts; null without any.</param>
/// <param name="Recall">Share of the frauds; null without frauds.</param>
/// <param name="Events">Scored events of the backtest.</param>
/// <param name="Days">Days with events.</param>
/// <param name="ModelId">The copy's.</param>
/// <param name="StateId">The copy's and the model's: no key state is lost.</param>
internal sealed record ThresholdReport(
    string Verb,
    string Version,
    float Threshold,
    float FormerThreshold,
    int Alerts,
    double AlertsPerDay,
    int Frauds,
    double? Precision,
    double? Recall,
    int Events,
    int Days,
    string ModelId,
    string StateId);
