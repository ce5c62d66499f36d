using Streaming.Assessment.Drawing;

namespace Streaming.Assessment.Backtests.Reports;

/// <summary>A backtest as one HTML page that needs nothing beside it.</summary>
public static class BacktestPage
{
    /// <summary>Writes the page.</summary>
    public static string Write(BacktestData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var models = data.Result.Models;
        var first = models[0];
        var page = new HtmlPage("Backtest", $"{data.Input.First ?? "no event"} to {data.Input.Last ?? "no event"}");
        page.Tiles(Tiles(first));
        Input(page, data.Input);
        page.Heading("Models", models[0].Intervals is null ? null : "In brackets: 95 of 100 resamplings of the cards.");
        FigureTables.Models(page, models);
        Differences(page, data.Result);
        if (first.Curve.Frauds > 0)
        {
            page.Heading("Scores").Figures(
                BacktestCharts.PrecisionRecall(models),
                BacktestCharts.Roc(models),
                BacktestCharts.Scores(data.Events, 0, first.Model.Name),
                BacktestCharts.Calibration(models));
        }

        Time(page, models);
        Sweep(page, data, first);
        if (data.SegmentField is { } segment)
        {
            page.Heading($"By {segment}", $"{first.Model.Name}; each segment stands alone.");
            FigureTables.Parts(page, segment, first.Segments);
        }

        Filtered(page, data);
        Notable(page, data);
        return page.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Tiles(ModelResult first)
    {
        var figures = first.Overall;
        yield return ("ROC AUC", Say.Figure(figures.RocAuc));
        yield return ("average precision", Say.Figure(figures.AveragePrecision));
        yield return ("card precision@100", Say.Figure(figures.CardPrecisionAt100));
        yield return ("recall", Say.Share(figures.Recall));
        yield return ("precision", Say.Share(figures.Precision));
        yield return ("money recall", Say.Share(figures.MoneyRecall));
        yield return ("alerts a day", Say.Rate(figures.AlertsPerDay));
    }

    private static void Input(HtmlPage page, InputFacts input)
    {
        page.Facts(
        [
            ("read from", input.Source),
            ("records", $"{Say.Count(input.Records)}: {Say.Count(input.Assessed)} assessed, {Say.Count(input.Warm)} to warm up, {Say.Count(input.Outside)} outside, {Say.Count(input.DeadLetters)} dead letters"),
            ("labels", $"{Say.Count(input.Assessed - input.WithoutLabel)} of the assessed events have one"),
        ]);
        if (input.Warnings.Count > 0)
        {
            page.Notes(input.Warnings);
        }
    }

    private static void Differences(HtmlPage page, BacktestResult result)
    {
        if (result.Differences is not [var one, ..])
        {
            return;
        }

        page.Heading($"Against {one.Against}", $"On the events that both scored. Above nothing means better than {one.Against}."
            + (one.Figures.Values.Any(figure => figure.Interval is not null) ? " In brackets: 95 of 100 resamplings of the cards, the same for both." : ""));
        FigureTables.Differences(page, result.Differences);
        page.Table(
            ["alerts", .. result.Differences.Select(difference => difference.Model)],
            [
                new HtmlRow(["of both", .. result.Differences.Select(difference => Say.Count(difference.BothAlert))]),
                new HtmlRow(["of the model alone", .. result.Differences.Select(difference => Say.Count(difference.OnlyModelAlerts))]),
                new HtmlRow([$"of {one.Against} alone", .. result.Differences.Select(difference => Say.Count(difference.OnlyAgainstAlerts))]),
            ]);
    }

    private static void Time(HtmlPage page, IReadOnlyList<ModelResult> models)
    {
        if (models[0].Days.Count == 0)
        {
            return;
        }

        page.Heading("By day and week", "Weeks begin with the range and stand alone: a card found in an earlier week counts again.").Figures(
            BacktestCharts.ByDay("alerts", models, figures => figures.Alerts),
            BacktestCharts.ByDay("recall", models, figures => figures.Recall),
            BacktestCharts.ByDay("card precision@100", models, figures => figures.CardPrecisionAt100),
            BacktestCharts.ByDay("score drift against the whole range", models, figures => figures.ScoreDrift));
        foreach (var model in models)
        {
            FigureTables.Parts(page, $"{model.Model.Name}, week of", model.Weeks);
        }
    }

    private static void Sweep(HtmlPage page, BacktestData data, ModelResult first)
    {
        if (first.Curve.Frauds == 0)
        {
            return;
        }

        var choices = ThresholdSweep.Of(data.Events, 0, first);
        page.Heading("Thresholds", $"What {first.Model.Name} would catch with another cut; “streaming threshold” writes one into a copy of the model.")
            .Figures(BacktestCharts.Sweep(choices));
        page.Table(
            ["threshold", "alerts a day", "alerts", "frauds", "precision", "recall", "money recall"],
            choices.Select(choice => new HtmlRow(
                [
                    Say.Score(choice.Threshold),
                    Say.Rate(choice.AlertsPerDay),
                    Say.Count(choice.Alerts),
                    Say.Count(choice.Frauds),
                    Say.Figure(choice.Precision),
                    Say.Figure(choice.Recall),
                    Say.Figure(choice.MoneyRecall),
                ],
                IsEmphasised: choice == choices.MinBy(other => Math.Abs(other.Threshold - first.Model.Threshold)))));
    }

    private static void Filtered(HtmlPage page, BacktestData data)
    {
        if (data.Result.Filtered is not { } filtered)
        {
            return;
        }

        page.Heading(
            "Without known compromised cards",
            $"A card's events are left out of a day on which a fraud on it had been known, labels taking {data.FilterDelay}: {Say.Count(filtered.Dropped)} events, {Say.Count(filtered.DroppedFrauds)} frauds among them. Figures above are unfiltered.");
        FigureTables.Models(page, filtered.Models);
        foreach (var model in filtered.Models)
        {
            FigureTables.Parts(page, $"{model.Model.Name}, filtered, week of", model.Weeks);
        }
    }

    private static void Notable(HtmlPage page, BacktestData data)
    {
        var name = data.Result.Models[0].Model.Name;
        if (data.Missed.List.Count > 0)
        {
            page.Heading("Frauds missed", $"By {name}, the dearest first (without amounts: the lowest scores).");
            NotableTable.Write(page, data.Events, data.Missed);
        }

        if (data.FalseAlarms.List.Count > 0)
        {
            page.Heading("False alarms", $"Genuine events with the highest scores of {name}.");
            NotableTable.Write(page, data.Events, data.FalseAlarms);
        }
    }
}
