using System.Globalization;
using System.Runtime.CompilerServices;
using Streaming.Assessment.Metrics;

namespace Streaming.Assessment.Backtests;

/// <summary>Judges one model's scores on any part of the events.</summary>
internal sealed class ModelAssessor(ScoredEvents events, int model, AssessedModel facts, AssessmentOptions options, int[] ranks)
{
    /// <summary>The <c>k</c> of precision@k.</summary>
    public const int TopCount = 100;

    private const int DaysOfWeek = 7;

    /// <summary>All figures over some rows.</summary>
    public ModelResult Assess(int[] rows)
    {
        // Days and cards need nothing of the sorted scores, nor weeks of days.
        var sorting = Task.Run(() => FallingScores.Sort(events, model, rows));
        var days = RowGroups.By(rows, events.Days);
        var cards = new CardPrecision(events, days, model, ranks);
        var falling = sorting.GetAwaiter().GetResult();
        var whole = Part(falling);
        var drift = new ScoreDrift(whole);
        var byWeek = Task.Run(() => Weeks(rows, falling, cards, drift));
        var daily = Days(days, falling, cards, drift);
        var curve = whole.Curve();
        return new ModelResult(
            facts,
            Core(rows, curve, daily.Count) with
            {
                CardPrecisionAt100 = MeanOf(daily.Values, figures => figures.CardPrecisionAt100),
                PrecisionAt100 = MeanOf(daily.Values, figures => figures.PrecisionAt100),
                ScoreDrift = daily.Values.Max(figures => figures.ScoreDrift),
            },
            null,
            [.. daily.Select(day => new PartFigures(NameOf(day.Key), day.Value))],
            [.. byWeek.GetAwaiter().GetResult().Select(week => new PartFigures(NameOf(options.FirstDay + (week.Key * DaysOfWeek)), week.Value with
            {
                PrecisionAt100 = MeanOf(daily.Where(day => WeekOf(day.Key) == week.Key).Select(day => day.Value), figures => figures.PrecisionAt100),
            }))],
            Segments(rows, falling))
        {
            Curve = curve,
            Scores = whole,
        };
    }

    private Dictionary<int, BacktestFigures> Days(RowGroups days, int[] falling, CardPrecision cards, ScoreDrift drift)
    {
        var fallingDays = RowGroups.By(falling, events.Days);
        var precisions = cards.ByDay(TopCount).ToDictionary(entry => entry.Day, entry => entry.Precision);
        var daily = new Dictionary<int, BacktestFigures>();
        foreach (var day in days.Numbers)
        {
            var part = Part(fallingDays[day]);
            var curve = part.Curve();
            daily.Add(day, Core(days[day], curve, days: 1) with
            {
                CardPrecisionAt100 = precisions.TryGetValue(day, out var precision) ? precision : null,
                PrecisionAt100 = TopPrecision(curve),
                ScoreDrift = drift.Of(part),
            });
        }

        return daily;
    }

    private Dictionary<int, BacktestFigures> Weeks(int[] rows, int[] falling, CardPrecision cards, ScoreDrift drift)
    {
        var numbers = WeekNumbers();
        var weeks = RowGroups.By(rows, numbers);
        var fallingWeeks = RowGroups.By(falling, numbers);
        var weekly = new Dictionary<int, BacktestFigures>();
        foreach (var week in weeks.Numbers)
        {
            var part = Part(fallingWeeks[week]);
            var days = RowGroups.By(weeks[week], events.Days).Numbers.Count();
            weekly.Add(week, Core(weeks[week], part.Curve(), days) with
            {
                CardPrecisionAt100 = cards.MeanOf(TopCount, day => WeekOf(day) == week),
                ScoreDrift = drift.Of(part),
            });
        }

        return weekly;
    }

    // As all loops over all events that run once: they would run in the first tier before the second is compiled.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] WeekNumbers()
    {
        var numbers = events.Days.ToArray();
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = WeekOf(numbers[row]);
        }

        return numbers;
    }

    private List<PartFigures> Segments(int[] rows, int[] falling)
    {
        var result = new List<PartFigures>();
        if (!options.BySegment)
        {
            return result;
        }

        var numbers = Array.ConvertAll(events.Segments.ToArray(), segment => (int)segment);
        var segments = RowGroups.By(rows, numbers);
        var fallingSegments = RowGroups.By(falling, numbers);
        foreach (var segment in segments.Numbers)
        {
            var days = RowGroups.By(fallingSegments[segment], events.Days);
            var tops = new List<double?>();
            foreach (var day in days.Numbers)
            {
                tops.Add(TopPrecision(Part(days[day]).Curve()));
            }

            result.Add(new PartFigures(events.SegmentNames[segment], Core(segments[segment], Part(fallingSegments[segment]).Curve(), tops.Count) with
            {
                CardPrecisionAt100 = new CardPrecision(events, RowGroups.By(segments[segment], events.Days), model, ranks).MeanOf(TopCount, _ => true),
                PrecisionAt100 = tops.Average(),
            }));
        }

        result.Sort((left, right) => left.Figures.Events != right.Figures.Events
            ? right.Figures.Events.CompareTo(left.Figures.Events)
            : string.CompareOrdinal(left.Name, right.Name));
        return result;
    }

    private BacktestFigures Core(ReadOnlySpan<int> rows, RankingCurve curve, int days)
    {
        var scores = events.Scores(model);
        var labels = events.Labels;
        var amounts = events.Amounts;
        var keys = events.Keys;
        var cold = events.Cold;
        var seen = new bool[events.KeyNames.Count];
        var (count, alerts, cards, early, lost, saved) = (0, 0, 0, 0, 0.0, 0.0);
        foreach (var row in rows)
        {
            if (float.IsNaN(scores[row]))
            {
                continue;
            }

            var isAlert = scores[row] >= facts.Threshold;
            count++;
            alerts += isAlert ? 1 : 0;
            early += cold[row] ? 1 : 0;
            cards += seen[keys[row]] ? 0 : 1;
            seen[keys[row]] = true;
            if (labels[row] == 1 && !float.IsNaN(amounts[row]))
            {
                lost += amounts[row];
                saved += isAlert ? amounts[row] : 0;
            }
        }

        var at = curve.At(facts.Threshold);
        return new BacktestFigures(
            Defined(curve.RocAuc),
            Defined(curve.AveragePrecision),
            null,
            null,
            Defined(curve.RecallAt(0.001)),
            Defined(curve.RecallAt(0.01)),
            Defined(at.Precision),
            Defined(at.Frauds / (double)curve.Frauds),
            Defined(saved / lost),
            count,
            curve.Events,
            curve.Frauds,
            lost > 0 ? lost : null,
            alerts,
            Defined(alerts / (double)count),
            Defined(alerts / (double)days),
            cards,
            days,
            Defined(curve.Brier),
            Defined(Reliability.Error(Reliability.Of(curve))),
            Defined(early / (double)count),
            DetectionDelay.Of(events, rows, model, facts.Threshold),
            null);
    }

    private FallingScores Part(ReadOnlySpan<int> falling) => new(events, model, falling);

    private static double? TopPrecision(RankingCurve curve) => curve.Events == 0 ? null : curve.FraudsAmong(TopCount) / TopCount;

    private static double? MeanOf(IEnumerable<BacktestFigures> figures, Func<BacktestFigures, double?> figure) => figures.Average(figure);

    private int WeekOf(int day) => (day - options.FirstDay - (day < options.FirstDay ? DaysOfWeek - 1 : 0)) / DaysOfWeek;

    private static string NameOf(int day) => DateOnly.FromDayNumber(day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;
}
