using Streaming.Assessment.Drawing;

namespace Streaming.Assessment.Backtests.Reports;

/// <summary>The page's tables of figures.</summary>
internal static class FigureTables
{
    private static readonly (string Name, string? Key, Func<BacktestFigures, string> Text)[] _figures =
    [
        ("ROC AUC", "rocAuc", figures => Say.Figure(figures.RocAuc)),
        ("average precision", "averagePrecision", figures => Say.Figure(figures.AveragePrecision)),
        ("card precision@100", "cardPrecisionAt100", figures => Say.Figure(figures.CardPrecisionAt100)),
        ("precision@100", null, figures => Say.Figure(figures.PrecisionAt100)),
        ("recall at false positive rate 0.1 %", "recallAtFpr001", figures => Say.Figure(figures.RecallAtFpr001)),
        ("recall at false positive rate 1 %", "recallAtFpr01", figures => Say.Figure(figures.RecallAtFpr01)),
        ("precision at the threshold", "precision", figures => Say.Figure(figures.Precision)),
        ("recall at the threshold", "recall", figures => Say.Figure(figures.Recall)),
        ("money recall", "moneyRecall", figures => Say.Figure(figures.MoneyRecall)),
        ("alerts a day", null, figures => Say.Rate(figures.AlertsPerDay)),
        ("alert rate", null, figures => figures.AlertRate is { } rate ? Say.Share(rate) : "–"),
        ("cards with fraud, found", null, figures => $"{Say.Count(figures.DetectionDelay.Detected)} of {Say.Count(figures.DetectionDelay.Cards)}"),
        ("frauds on a card before its first alert, mean", null, figures => Say.Figure(figures.DetectionDelay.MeanFrauds)),
        ("Brier score", null, figures => Say.Fine(figures.Brier)),
        ("expected calibration error", null, figures => Say.Fine(figures.CalibrationError)),
        ("score drift, worst day", null, figures => Say.Figure(figures.ScoreDrift)),
        ("cold start share", null, figures => Say.Share(figures.ColdStartShare)),
    ];

    /// <summary>A column per model.</summary>
    public static void Models(HtmlPage page, IReadOnlyList<ModelResult> models) => page.Table(
        ["figure", .. models.Select(model => $"{model.Model.Name} ({model.Model.ModelId})")],
        [
            new HtmlRow(["threshold", .. models.Select(model => Say.Score(model.Model.Threshold))]),
            .. _figures.Select(figure => new HtmlRow([figure.Name, .. models.Select(model => Text(model, figure))])),
        ]);

    /// <summary>A row per part of the range.</summary>
    public static void Parts(HtmlPage page, string what, IReadOnlyList<PartFigures> parts) => page.Table(
        [what, "events", "frauds", "alerts", "ROC AUC", "avg. precision", "card prec.@100", "precision", "recall", "money recall", "drift"],
        parts.Select(part => new HtmlRow(
        [
            part.Name,
            Say.Count(part.Figures.Events),
            Say.Count(part.Figures.Frauds),
            Say.Count(part.Figures.Alerts),
            Say.Figure(part.Figures.RocAuc),
            Say.Figure(part.Figures.AveragePrecision),
            Say.Figure(part.Figures.CardPrecisionAt100),
            Say.Figure(part.Figures.Precision),
            Say.Figure(part.Figures.Recall),
            Say.Figure(part.Figures.MoneyRecall),
            Say.Figure(part.Figures.ScoreDrift),
        ])));

    /// <summary>A row per figure in which models are compared with the first.</summary>
    public static void Differences(HtmlPage page, IReadOnlyList<ModelDifference> differences) => page.Table(
        ["figure", .. differences.Select(difference => difference.Model)],
        differences[0].Figures.Keys.Select(key => new HtmlRow([NameOf(key), .. differences.Select(difference => Text(difference.Figures[key]))])));

    private static string Text(FigureDifference figure) => figure.Interval is { } interval
        ? $"{Say.Signed(figure.Difference)}  ({Say.Signed(interval.Low)} to {Say.Signed(interval.High)})"
        : Say.Signed(figure.Difference);

    private static string NameOf(string key) => _figures.FirstOrDefault(figure => figure.Key == key).Name ?? key;

    private static string Text(ModelResult model, (string Name, string? Key, Func<BacktestFigures, string> Text) figure) =>
        figure.Key is { } key && model.Intervals?.GetValueOrDefault(key) is { } interval
            ? $"{figure.Text(model.Overall)}  ({Say.Between(interval)})"
            : figure.Text(model.Overall);
}
