namespace Streaming.Assessment.Backtests;

/// <summary>How good a model's scores are. Null wherever a figure is not defined: no fraud, no genuine event, no alert, no amount.</summary>
/// <param name="RocAuc">Chance that a fraud scores above a genuine event, ties counted half.</param>
/// <param name="AveragePrecision">Area under the precision-recall curve, by steps.</param>
/// <param name="CardPrecisionAt100">Frauds among a day's 100 most suspicious cards, cards left out that were found on an earlier day; mean over days.</param>
/// <param name="PrecisionAt100">Frauds among a day's 100 highest scores; mean over days.</param>
/// <param name="RecallAtFpr001">Greatest share of frauds caught with at most 0.001 of the genuine events.</param>
/// <param name="RecallAtFpr01">The same with at most 0.01.</param>
/// <param name="Precision">Frauds among the labelled alerts.</param>
/// <param name="Recall">Alerts among the frauds.</param>
/// <param name="MoneyRecall">Share of the frauds' amount in alerts.</param>
/// <param name="Events">Scored events.</param>
/// <param name="Labelled">Those with a label.</param>
/// <param name="Frauds">Those of them that are frauds.</param>
/// <param name="FraudAmount">Amount of the frauds.</param>
/// <param name="Alerts">Scores at or above the threshold, with or without a label.</param>
/// <param name="AlertRate">Alerts among the events.</param>
/// <param name="AlertsPerDay">Alerts over days with events.</param>
/// <param name="Cards">Different keys.</param>
/// <param name="Days">Days with events, UTC.</param>
/// <param name="Brier">Mean squared difference of score and label.</param>
/// <param name="CalibrationError">Expected calibration error over ten bins of equal count.</param>
/// <param name="ColdStartShare">Share of events among their key's first five.</param>
/// <param name="DetectionDelay">Frauds on a card before its first alert.</param>
/// <param name="ScoreDrift">
/// Population stability index of the scores against those of the whole range; of the whole range itself the greatest of a day; null of a segment.
/// </param>
public sealed record BacktestFigures(
    double? RocAuc,
    double? AveragePrecision,
    double? CardPrecisionAt100,
    double? PrecisionAt100,
    double? RecallAtFpr001,
    double? RecallAtFpr01,
    double? Precision,
    double? Recall,
    double? MoneyRecall,
    int Events,
    int Labelled,
    int Frauds,
    double? FraudAmount,
    int Alerts,
    double? AlertRate,
    double? AlertsPerDay,
    int Cards,
    int Days,
    double? Brier,
    double? CalibrationError,
    double? ColdStartShare,
    DetectionDelay DetectionDelay,
    double? ScoreDrift);
