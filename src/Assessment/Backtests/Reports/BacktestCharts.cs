using System.Globalization;
using Streaming.Assessment.Drawing;
using Streaming.Assessment.Metrics;

namespace Streaming.Assessment.Backtests.Reports;

/// <summary>The page's pictures.</summary>
internal static class BacktestCharts
{
    private static readonly ChartAxis _day = new("day", AxisScale.Day);

    public static Figure PrecisionRecall(IReadOnlyList<ModelResult> models) => new("precision and recall", Chart.Lines(
        new ChartAxis("recall", AxisScale.Unit),
        new ChartAxis("precision", AxisScale.Unit),
        [.. models.Select((model, index) => new ChartCurve(model.Model.Name, ScoreCurves.PrecisionRecall(model.Curve), index))]));

    public static Figure Roc(IReadOnlyList<ModelResult> models) => new("ROC", Chart.Lines(
        new ChartAxis("false positive rate", AxisScale.Unit),
        new ChartAxis("true positive rate", AxisScale.Unit),
        [
            .. models.Select((model, index) => new ChartCurve(model.Model.Name, ScoreCurves.Roc(model.Curve), index)),
            new ChartCurve("chance", [new CurvePoint(0, 0), new CurvePoint(1, 1)], 3, IsReference: true),
        ]));

    public static Figure Scores(ScoredEvents events, int model, string name) => new($"scores of {name} by class", Chart.Lines(
        new ChartAxis("score"),
        new ChartAxis("share of the class", AxisScale.Logarithmic),
        new ChartCurve("genuine", ScoreCurves.Shares(ScoreCurves.Histogram(events.Scores(model), events.Labels, 0))),
        new ChartCurve("fraud", ScoreCurves.Shares(ScoreCurves.Histogram(events.Scores(model), events.Labels, 1)), 1)));

    public static Figure Calibration(IReadOnlyList<ModelResult> models) => new("calibration, ten bins of equal count", Chart.Lines(
        new ChartAxis("mean score", AxisScale.Logarithmic),
        new ChartAxis("share of frauds", AxisScale.Logarithmic),
        [
            .. models.Select((model, index) => new ChartCurve(model.Model.Name, [.. Reliability.Of(model.Curve).Select(Point)], index)),
            new ChartCurve("ideal", [new CurvePoint(1e-6, 1e-6), new CurvePoint(1, 1)], 3, IsReference: true),
        ]));

    /// <summary>One figure of each model over the days.</summary>
    public static Figure ByDay(string caption, IReadOnlyList<ModelResult> models, Func<BacktestFigures, double?> figure) => new(caption, Chart.Lines(
        _day,
        new ChartAxis(caption),
        [.. models.Select((model, index) => new ChartCurve(
            model.Model.Name, [.. model.Days.Select(day => new CurvePoint(DayOf(day.Name), figure(day.Figures) ?? double.NaN))], index))]));

    /// <summary>Precision and recall over the alerts a day, which is what a threshold is chosen by.</summary>
    public static Figure Sweep(IReadOnlyList<ThresholdChoice> choices) => new("what a budget of alerts a day catches", Chart.Lines(
        new ChartAxis("alerts a day", AxisScale.Logarithmic),
        new ChartAxis("share", AxisScale.Unit),
        new ChartCurve("precision", [.. choices.Select(choice => new CurvePoint(choice.AlertsPerDay, choice.Precision ?? double.NaN))]),
        new ChartCurve("recall", [.. choices.Select(choice => new CurvePoint(choice.AlertsPerDay, choice.Recall ?? double.NaN))], 1),
        new ChartCurve("money recall", [.. choices.Select(choice => new CurvePoint(choice.AlertsPerDay, choice.MoneyRecall ?? double.NaN))], 2)));

    private static CurvePoint Point(ReliabilityBin bin) => new(Math.Max(bin.MeanScore, 1e-6), Math.Max(bin.FraudShare, 1e-6));

    private static int DayOf(string name) =>
        DateOnly.ParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
