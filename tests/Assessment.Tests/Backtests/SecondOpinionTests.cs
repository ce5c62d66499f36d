using CsCheck;
using static Streaming.Assessment.Tests.Backtests.History;

namespace Streaming.Assessment.Tests.Backtests;

/// <summary>Every metric against a second implementation that does it the slow way: all pairs, all thresholds, no sorting of events.</summary>
public sealed class SecondOpinionTests
{
    private const float Threshold = 0.5f;

    [Fact]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_order() => History.Gen.Sample(history =>
    {
        var pairs = (from fraud in Frauds(history) from genuine in Genuine(history)
                     select fraud.Score > genuine.Score ? 1.0 : fraud.Score == genuine.Score ? 0.5 : 0).ToArray();
        Same(Mean(pairs), Overall(history).RocAuc);
    });

    [Fact]
    public void Average_precision_is_the_mean_over_frauds_of_the_precision_at_their_score() => History.Gen.Sample(history =>
        Same(Mean([.. Frauds(history).Select(fraud => PrecisionAt(history, fraud.Score))]), Overall(history).AveragePrecision));

    [Fact]
    public void Recall_at_a_false_positive_rate_is_the_best_of_all_thresholds() => History.Gen.Sample(history =>
    {
        foreach (var (rate, found) in new[] { (0.001, Overall(history).RecallAtFpr001), (0.01, Overall(history).RecallAtFpr01) })
        {
            var good = history.Select(e => e.Score).Append(2).Where(cut => Genuine(history).Count(e => e.Score >= cut) <= rate * Genuine(history).Length);
            double? expected = Frauds(history).Length == 0 || Genuine(history).Length == 0
                ? null
                : good.Max(cut => Frauds(history).Count(e => e.Score >= cut) / (double)Frauds(history).Length);
            Same(expected, found);
        }
    });

    [Fact]
    public void What_happens_at_the_threshold_is_counted() => History.Gen.Sample(history =>
    {
        var figures = Overall(history);
        var alerts = history.Where(e => e.Score >= Threshold).ToArray();
        Assert.Equal(alerts.Length, figures.Alerts);
        Same(alerts.Length / (double)history.Length, figures.AlertRate);
        Same(alerts.Length / (double)history.Select(e => e.Day).Distinct().Count(), figures.AlertsPerDay);
        Same(Mean([.. alerts.Where(e => e.Label >= 0).Select(e => (double)e.Label)]), figures.Precision);
        Same(Mean([.. Frauds(history).Select(e => e.Score >= Threshold ? 1.0 : 0)]), figures.Recall);
        var priced = Frauds(history).Where(e => !float.IsNaN(e.Amount)).ToArray();
        Same(priced.Length == 0 ? null : priced.Where(e => e.Score >= Threshold).Sum(e => (double)e.Amount) / priced.Sum(e => (double)e.Amount), figures.MoneyRecall);
    });

    [Fact]
    public void The_Brier_score_is_the_mean_square() => History.Gen.Sample(history =>
        Same(Mean([.. history.Where(e => e.Label >= 0).Select(e => ((double)e.Score - e.Label) * ((double)e.Score - e.Label))]), Overall(history).Brier));

    // Every event counts with the mean label of its score: then it does not matter which of equal ones falls into which bin.
    [Fact]
    public void The_calibration_error_is_that_of_ten_equal_bins() => History.Gen.Sample(history =>
    {
        var labelled = history.Where(e => e.Label >= 0).OrderBy(e => e.Score).Select(e => (e.Score, Share: labelledMean(e.Score))).ToArray();
        var error = 0.0;
        for (var bin = 0; bin < 10; bin++)
        {
            var part = labelled[(labelled.Length * bin / 10)..(labelled.Length * (bin + 1) / 10)];
            error += part.Length == 0 ? 0 : part.Length * Math.Abs(part.Average(e => (double)e.Score) - part.Average(e => e.Share));
        }

        Same(labelled.Length == 0 ? null : error / labelled.Length, Overall(history).CalibrationError);

        double labelledMean(float score) => history.Where(e => e.Label >= 0 && e.Score == score).Average(e => (double)e.Label);
    });

    [Fact]
    public void Card_precision_is_the_handbooks() => History.Gen.Sample(history =>
    {
        var detected = new HashSet<string>();
        var days = new List<double>();
        foreach (var day in history.Where(e => e.Label >= 0).GroupBy(e => e.Day).OrderBy(day => day.Key))
        {
            var cards = day.GroupBy(e => e.Card).Where(card => !detected.Contains(card.Key))
                .Select(card => (card.Key, Score: card.Max(e => e.Score), Label: card.Max(e => e.Label)))
                .OrderByDescending(card => card.Score).ThenBy(card => card.Key, StringComparer.Ordinal).Take(100).ToArray();
            days.Add(cards.Sum(card => card.Label) / 100.0);
            detected.UnionWith(cards.Where(card => card.Label == 1).Select(card => card.Key));
        }

        Same(Mean([.. days]), Overall(history).CardPrecisionAt100);
    });

    [Fact]
    public void The_cut_of_card_precision_takes_the_highest_scores()
    {
        // 150 cards a day, frauds among the 60 lowest: ten of them reach the first hundred, and are left out on the next day.
        var history = (from day in Enumerable.Range(0, 2) from card in Enumerable.Range(0, 150)
                       select new PlainEvent(FirstDay + day, 0, $"c{card:000}", card is >= 90 and < 100 ? 1 : 0, 1 - (card / 200f), 0, 1)).ToArray();
        var days = Assess(history).Models[0].Days;
        Same(0.1, days[0].Figures.CardPrecisionAt100);
        Same(0, days[1].Figures.CardPrecisionAt100);
        Same(0.05, Assess(history).Models[0].Overall.CardPrecisionAt100);
        Same(0.1, Assess(history).Models[0].Overall.PrecisionAt100);
    }

    [Fact]
    public void Detection_delay_counts_the_frauds_that_went_through_before_the_alert() => History.Gen.Sample(history =>
    {
        var cards = history.GroupBy(e => e.Card).Where(card => card.Any(e => e.Label == 1)).ToArray();
        var delays = new List<int>();
        foreach (var card in cards)
        {
            var since = card.SkipWhile(e => e.Label != 1).ToArray();
            var alert = Array.FindIndex(since, e => e.Score >= Threshold);
            if (alert >= 0)
            {
                delays.Add(since[..alert].Count(e => e.Label == 1));
            }
        }

        var found = Overall(history).DetectionDelay;
        Assert.Equal((cards.Length, delays.Count), (found.Cards, found.Detected));
        Same(Mean([.. delays.Select(delay => (double)delay)]), found.MeanFrauds);
    });

    [Fact]
    public void Drift_is_nothing_without_change_and_grows_with_it()
    {
        var still = Enumerable.Range(0, 2_000).Select(i => new PlainEvent(FirstDay + (i % 2), i, "c", 0, i / 2 % 100 / 100f, 0, 1)).ToArray();
        Assert.All(Assess(still).Models[0].Days, day => Assert.True(day.Figures.ScoreDrift < 1e-6));
        var moved = still.Select(e => e with { Score = e.Day == FirstDay ? e.Score : e.Score / 2 }).ToArray();
        Assert.True(Assess(moved).Models[0].Overall.ScoreDrift > 0.1);
    }

    [Fact]
    public void Resampling_without_chance_changes_nothing_and_differences_are_paired() => History.Gen.Sample(history =>
    {
        var result = Assess(history);
        var (one, two) = (result.Models[0].Overall, result.Models[1].Overall);
        var difference = Assert.Single(result.Differences).Figures;
        Same(two.RocAuc - one.RocAuc, difference["rocAuc"].Difference);
        Same(two.AveragePrecision - one.AveragePrecision, difference["averagePrecision"].Difference);
        Same(two.CardPrecisionAt100 - one.CardPrecisionAt100, difference["cardPrecisionAt100"].Difference);
        Same(two.RecallAtFpr001 - one.RecallAtFpr001, difference["recallAtFpr001"].Difference);
        Same(two.RecallAtFpr01 - one.RecallAtFpr01, difference["recallAtFpr01"].Difference);
        Same(two.Precision - one.Precision, difference["precision"].Difference);
        Same(two.Recall - one.Recall, difference["recall"].Difference);
        Same(two.MoneyRecall - one.MoneyRecall, difference["moneyRecall"].Difference);
    });

    [Fact]
    public void An_interval_holds_its_figure_and_narrows_with_more_cards()
    {
        var (few, many) = (Width(cards: 40), Width(cards: 1_000));
        Assert.True(many < few / 2, $"{few} for 40 cards, {many} for 1,000");

        static double Width(int cards)
        {
            var random = new Random(1);
            var history = Enumerable.Range(0, cards * 4).Select(i =>
            {
                var isFraud = random.Next(5) == 0;
                return new PlainEvent(FirstDay, i, $"c{i % cards}", isFraud ? 1 : 0, (float)Math.Clamp(random.NextDouble() + (isFraud ? 0.3 : 0), 0, 1), 0, 1);
            }).ToArray();
            var model = Assess(history, options: new Assessment.Backtests.AssessmentOptions(FirstDay, BootstrapSamples: 200)).Models[0];
            var interval = model.Intervals?["rocAuc"];
            Assert.NotNull(interval);
            Assert.InRange(model.Overall.RocAuc ?? 0, interval.Low, interval.High);
            return interval.High - interval.Low;
        }
    }

    [Fact]
    public void The_order_of_equal_events_changes_no_ranking() => History.Gen.Sample(history =>
    {
        var other = history.Reverse().ToArray();
        var (one, two) = (Overall(history), Overall(other));
        Assert.Equal(one with { DetectionDelay = two.DetectionDelay, Brier = null, FraudAmount = null, CalibrationError = null, MoneyRecall = null }, two with { Brier = null, FraudAmount = null, CalibrationError = null, MoneyRecall = null });
        Same(one.CalibrationError, two.CalibrationError);
    });

    private static Assessment.Backtests.BacktestFigures Overall(PlainEvent[] history) => Assess(history, Threshold).Models[0].Overall;

    private static PlainEvent[] Frauds(PlainEvent[] history) => [.. history.Where(e => e.Label == 1)];

    private static PlainEvent[] Genuine(PlainEvent[] history) => [.. history.Where(e => e.Label == 0)];

    private static double PrecisionAt(PlainEvent[] history, float cut) => history.Where(e => e.Label >= 0 && e.Score >= cut).Average(e => (double)e.Label);

    private static double? Mean(double[] values) => values.Length == 0 ? null : values.Average();
}
