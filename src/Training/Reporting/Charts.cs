using Streaming.Assessment.Drawing;

namespace Streaming.Training.Reporting;

/// <summary>The report's pictures, as SVG.</summary>
internal static class Charts
{
    private static readonly ChartAxis _epochs = new("epoch");

    /// <summary>Loss in training and validation over the epochs.</summary>
    public static string Loss(FitReport report) => Chart.Lines(
        _epochs,
        new ChartAxis("mean loss of an event"),
        new ChartCurve("training", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.Loss))]),
        new ChartCurve("validation", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.ValidationLoss))], 1));

    /// <summary>What decides which epoch is best.</summary>
    public static string Figure(FitReport report) => Chart.Lines(
        _epochs,
        new ChartAxis(report.FigureName),
        new ChartCurve("validation", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.Validation))]));

    /// <summary>Norms of the gradient before clipping.</summary>
    public static string Norms(FitReport report) => Chart.Lines(
        _epochs,
        new ChartAxis("gradient norm before clipping", AxisScale.Logarithmic),
        new ChartCurve("mean", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.GradientNorm))]),
        new ChartCurve("greatest", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.GreatestNorm))], 1));

    /// <summary>Precision over recall.</summary>
    public static string PrecisionRecall(FitReport report) => Chart.Lines(
        new ChartAxis("recall", AxisScale.Unit), new ChartAxis("precision", AxisScale.Unit), new ChartCurve("validation", report.PrecisionRecall));

    /// <summary>True over false positives.</summary>
    public static string Roc(FitReport report) => Chart.Lines(
        new ChartAxis("false positive rate", AxisScale.Unit),
        new ChartAxis("true positive rate", AxisScale.Unit),
        new ChartCurve("validation", report.Roc));

    /// <summary>Share of each class by score, on a logarithmic scale: frauds are few.</summary>
    public static string Scores(FitReport report) => Chart.Lines(
        new ChartAxis("score"),
        new ChartAxis("share of the class", AxisScale.Logarithmic),
        new ChartCurve("genuine", ScoreCurves.Shares(report.ScoresGenuine)),
        new ChartCurve("fraud", ScoreCurves.Shares(report.ScoresFraud), 1));

    /// <summary>What was said against what came.</summary>
    public static string Calibration(FitReport report) => Chart.Lines(
        new ChartAxis("mean score", AxisScale.Logarithmic),
        new ChartAxis("share of frauds", AxisScale.Logarithmic),
        new ChartCurve(
            "validation",
            [.. report.Reliability.Select(bin => new CurvePoint(Math.Max(bin.MeanScore, 1e-6), Math.Max(bin.FraudShare, 1e-6)))]),
        new ChartCurve("ideal", [new CurvePoint(1e-6, 1e-6), new CurvePoint(1, 1)], 1, IsReference: true));

    /// <summary>How the gradient fades with the lag.</summary>
    public static string Lags(FitReport report) => Chart.Lines(
        new ChartAxis("events back"),
        new ChartAxis("gradient norm, relative", AxisScale.Logarithmic),
        [.. report.LagGradients.Select((curve, index) => new ChartCurve(
            curve.Name, [.. curve.Norms.Select((norm, lag) => new CurvePoint(lag, Math.Max(norm, 1e-12)))], index))]);

    /// <summary>What each feature is worth.</summary>
    public static string Importance(FitReport report) => Chart.Bars(
        new ChartAxis($"fall of the {report.FigureName}"), [.. report.Importance.Take(20).Select(feature => (feature.Feature, feature.Drop))]);
}
