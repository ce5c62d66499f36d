using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Streaming.Training.Reporting;

/// <summary>The report's pictures, as SVG.</summary>
internal static class Charts
{
    private const int Width = 560;
    private const int Height = 340;

    private static readonly OxyColor[] _colours =
        [OxyColor.Parse("#1f6feb"), OxyColor.Parse("#d1242f"), OxyColor.Parse("#1a7f37"), OxyColor.Parse("#9a6700"), OxyColor.Parse("#8250df")];

    /// <summary>Loss in training and validation over the epochs.</summary>
    public static string Loss(FitReport report) => Lines(
        "epoch",
        "mean loss of an event",
        [
            ("training", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.Loss))]),
            ("validation", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.ValidationLoss))]),
        ]);

    /// <summary>What decides which epoch is best.</summary>
    public static string Figure(FitReport report) => Lines(
        "epoch", report.FigureName, [("validation", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.Validation))])]);

    /// <summary>Norms of the gradient before clipping.</summary>
    public static string Norms(FitReport report) => Lines(
        "epoch",
        "gradient norm before clipping",
        [
            ("mean", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.GradientNorm))]),
            ("greatest", [.. report.Epochs.Select(epoch => new CurvePoint(epoch.Epoch, epoch.GreatestNorm))]),
        ],
        isLogarithmic: true);

    /// <summary>Precision over recall.</summary>
    public static string PrecisionRecall(FitReport report) => Lines("recall", "precision", [("validation", report.PrecisionRecall)], unit: true);

    /// <summary>True over false positives.</summary>
    public static string Roc(FitReport report) => Lines("false positive rate", "true positive rate", [("validation", report.Roc)], unit: true);

    /// <summary>Share of each class by score, on a logarithmic scale: frauds are few.</summary>
    public static string Scores(FitReport report) => Lines(
        "score", "share of the class", [("genuine", Shares(report.ScoresGenuine)), ("fraud", Shares(report.ScoresFraud))], isLogarithmic: true);

    /// <summary>What was said against what came.</summary>
    public static string Calibration(FitReport report) => Lines(
        "mean score",
        "share of frauds",
        [
            ("validation", [.. report.Reliability.Select(bin => new CurvePoint(Math.Max(bin.MeanScore, 1e-6), Math.Max(bin.FraudShare, 1e-6)))]),
            ("ideal", [new CurvePoint(1e-6, 1e-6), new CurvePoint(1, 1)]),
        ],
        isLogarithmic: true,
        isLogarithmicAcross: true);

    /// <summary>How the gradient fades with the lag.</summary>
    public static string Lags(FitReport report) => Lines(
        "events back",
        "gradient norm, relative",
        [.. report.LagGradients.Select(curve => (
            curve.Name, (IReadOnlyList<CurvePoint>)[.. curve.Norms.Select((norm, lag) => new CurvePoint(lag, Math.Max(norm, 1e-12)))]))],
        isLogarithmic: true);

    /// <summary>What each feature is worth.</summary>
    public static string Importance(FitReport report)
    {
        var features = report.Importance.Take(20).Reverse().ToArray();
        var plot = new PlotModel { PlotAreaBorderThickness = new OxyThickness(0) };
        var names = new CategoryAxis { Position = AxisPosition.Left, IsTickCentered = true };
        names.Labels.AddRange(features.Select(feature => feature.Feature));
        plot.Axes.Add(names);
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = $"fall of the {report.FigureName}", MajorGridlineStyle = LineStyle.Dot });
        var bars = new BarSeries { FillColor = _colours[0] };
        bars.Items.AddRange(features.Select(feature => new BarItem(feature.Drop)));
        plot.Series.Add(bars);
        return Svg(plot, 120 + (22 * features.Length));
    }

    private static IReadOnlyList<CurvePoint> Shares(IReadOnlyList<int> counts)
    {
        var all = Math.Max(1, counts.Sum());
        return [.. counts.Select((count, bin) => (count, bin)).Where(entry => entry.count > 0)
            .Select(entry => new CurvePoint((entry.bin + 0.5) / counts.Count, entry.count / (double)all))];
    }

    private static string Lines(
        string across,
        string up,
        IReadOnlyList<(string Name, IReadOnlyList<CurvePoint> Points)> curves,
        bool isLogarithmic = false,
        bool isLogarithmicAcross = false,
        bool unit = false)
    {
        var plot = new PlotModel { PlotAreaBorderColor = OxyColors.LightGray };
        plot.Axes.Add(AxisOf(AxisPosition.Bottom, across, isLogarithmicAcross, unit));
        plot.Axes.Add(AxisOf(AxisPosition.Left, up, isLogarithmic, unit));
        if (curves.Count > 1)
        {
            plot.Legends.Add(new Legend { LegendPosition = LegendPosition.RightTop, LegendBackground = OxyColor.FromAColor(200, OxyColors.White) });
        }

        for (var i = 0; i < curves.Count; i++)
        {
            var series = new LineSeries { Title = curves[i].Name, Color = _colours[i % _colours.Length], StrokeThickness = 2 };
            series.Points.AddRange(curves[i].Points.Where(point => double.IsFinite(point.Y)).Select(point => new DataPoint(point.X, point.Y)));
            plot.Series.Add(series);
        }

        return Svg(plot, Height);
    }

    private static Axis AxisOf(AxisPosition position, string title, bool isLogarithmic, bool unit)
    {
        Axis axis = isLogarithmic ? new LogarithmicAxis() : new LinearAxis();
        axis.Position = position;
        axis.Title = title;
        axis.MajorGridlineStyle = LineStyle.Dot;
        axis.MajorGridlineColor = OxyColors.LightGray;
        if (unit)
        {
            (axis.Minimum, axis.Maximum) = (0, 1.02);
        }

        return axis;
    }

    private static string Svg(PlotModel plot, double height) =>
        new SvgExporter { Width = Width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true }.ExportToString(plot);
}
