using System.Globalization;
using Streaming.Assessment.Backtests;
using Streaming.Host.CommandLine.Values;
using Streaming.Ingest.Files;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>What came in, and what a person should know about it before believing the figures.</summary>
internal static class InputSummary
{
    public static InputFacts Of(BacktestPlan plan, EventCollector seen, LabelBook? labels, int immature, FileHistory? files) => new(
        plan.Source,
        seen.Records,
        seen.DeadLetterCount,
        seen.DeadLetters,
        seen.Outside,
        seen.Warm,
        seen.Events.Count,
        seen.WithoutLabel,
        immature,
        labels?.Unused,
        plan.Segment is null ? null : seen.WithoutSegment,
        seen.Late,
        seen.LatestBy / 1e6,
        TimeOf(seen.First),
        TimeOf(seen.Last),
        [.. seen.Unscored.Skip(1)],
        [.. Warnings(plan, seen, labels, immature, files)]);

    private static IEnumerable<string> Warnings(BacktestPlan plan, EventCollector seen, LabelBook? labels, int immature, FileHistory? files)
    {
        var events = seen.Events;
        var (frauds, genuine) = (0, 0);
        foreach (var label in events.Labels)
        {
            frauds += label == 1 ? 1 : 0;
            genuine += label == 0 ? 1 : 0;
        }

        if (seen.Records == 0)
        {
            yield return "There was nothing to read.";
        }
        else if (events.Count == 0)
        {
            yield return seen.DeadLetterCount == seen.Records
                ? $"Not one record could be scored, so there are no figures. The first: {seen.FirstDetail}."
                : $"No event lies in the range, so there are no figures. The events read end at {TimeOf(seen.StreamTime)}.";
        }
        else if (frauds + genuine == 0)
        {
            yield return "No event has a label, so nothing can be compared with the truth.";
        }
        else if (frauds == 0 || genuine == 0)
        {
            yield return frauds == 0
                ? "No event is labelled as fraud: what needs both classes is not defined."
                : "Every labelled event is a fraud: what needs both classes is not defined.";
        }

        if (seen.DeadLetterCount > 0 && events.Count > 0)
        {
            yield return Text($"{seen.DeadLetterCount:N0} records are dead letters. The first: {seen.FirstDetail}.");
        }

        for (var model = 0; model < events.Models; model++)
        {
            if (IsConstant(events.Scores(model)))
            {
                yield return Text($"Model {model + 1} gives every event the same score: it tells nothing apart.");
            }

            if (seen.Unscored[model] > 0)
            {
                yield return Text($"Model {model + 1} could not score {seen.Unscored[model]:N0} events that the first one could.");
            }
        }

        if (seen.WithoutLabel > 0 && frauds + genuine > 0)
        {
            yield return Text($"{seen.WithoutLabel:N0} events have no label; only counts of alerts know them.");
        }

        if (immature > 0)
        {
            yield return Text($"{immature:N0} labels of the last {Duration.ToText(plan.LabelDelay)} are left out, for they would not have been known yet.");
        }

        if (labels?.Unused > 0)
        {
            yield return Text($"{labels.Unused:N0} of {labels.Count:N0} labels belong to no event of the range.");
        }

        if (labels?.Unreadable > 0)
        {
            yield return Text($"{labels.Unreadable:N0} records of the labels hold no id or no label.");
        }

        if (plan.Segment is { } segment && events.Count > 0 && seen.WithoutSegment > 0)
        {
            yield return seen.WithoutSegment == events.Count
                ? $"No event has the field \"{segment}\"."
                : Text($"{seen.WithoutSegment:N0} events have no field \"{segment}\".");
        }

        foreach (var file in files is null ? [] : files.Starts.Skip(1).Where(start => seen.LateFrom.Contains(start.Row)))
        {
            yield return $"{Path.GetFileName(file.Path)} begins before the events of the files ahead of it end: are the files in order?";
        }

        if (seen.Late > 0)
        {
            yield return Text($"{seen.Late:N0} events lie before an earlier one in time, by up to {Span(seen.LatestBy)}; they were scored as they came.");
        }
    }

    private static bool IsConstant(ReadOnlySpan<float> scores) => scores.Length > 1 && !scores.ContainsAnyExcept(scores[0]);

    private static string Span(long microseconds) => microseconds >= 86_400_000_000
        ? Text($"{microseconds / 86_400_000_000.0:0.0} days")
        : Text($"{microseconds / 1e6:N0} s");

    private static string? TimeOf(long microseconds) => microseconds is long.MinValue or long.MaxValue
        ? null
        : PointInTime.ToText(DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
