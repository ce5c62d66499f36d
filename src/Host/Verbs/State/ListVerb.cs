using System.Globalization;
using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Reports;
using Streaming.Inference.Changelogs;

namespace Streaming.Host.Verbs.State;

/// <summary>Shows what the changelog holds.</summary>
internal static class ListVerb
{
    public static Verb Verb { get; } = new(
        "list",
        "Show the state ids in the changelog of an app, with keys, bytes and where each partition stands.",
        "streaming state list",
        [],
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var rows = new List<(string StateId, StatePartitionRow Row)>();
        await foreach (var contents in Changelog.ReadAsync(context, key: null, cancellationToken))
        {
            rows.AddRange(contents.States.Select(states => (states.StateId, Row(states))));
        }

        var report = new StateListReport(
            "state list",
            ProgramVersion.Text,
            Changelog.TopicOf(context.Settings),
            [.. rows.GroupBy(row => row.StateId, row => row.Row).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Sum)]);
        if (context.Json)
        {
            await context.Terminal.Output.WriteLineAsync(JsonSerializer.Serialize(report, ReportJson.Default.StateListReport));
            return ExitCode.Done;
        }

        foreach (var line in report.States.SelectMany(Lines).DefaultIfEmpty($"no states in {report.Topic}"))
        {
            await context.Terminal.Output.WriteLineAsync(line);
        }

        return ExitCode.Done;
    }

    private static StateIdRow Sum(IGrouping<string, StatePartitionRow> group) => new(
        group.Key, group.Sum(row => row.Keys), group.Sum(row => row.Bytes), group.Max(row => row.LastEventTime), [.. group.OrderBy(row => row.Partition)]);

    private static StatePartitionRow Row(StoredStates states) => new(
        states.Partition,
        states.Keys,
        states.Bytes,
        StateTimes.Of(states.LastEventTime),
        states.Marker?.Offset,
        StateTimes.Of(states.Marker?.StreamTime),
        states.Marker?.Group);

    private static IEnumerable<string> Lines(StateIdRow state)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"state {state.StateId}: {state.Keys:N0} keys, {state.Bytes:N0} bytes, last event {Text(state.LastEventTime)}");
        foreach (var row in state.Partitions)
        {
            var marker = row.Offset is { } offset
                ? string.Create(CultureInfo.InvariantCulture, $"stands at offset {offset} of group {row.Group}, stream time {Text(row.StreamTime)}")
                : "no marker";
            yield return string.Create(CultureInfo.InvariantCulture, $"  partition {row.Partition}: {row.Keys:N0} keys, {row.Bytes:N0} bytes, {marker}");
        }
    }

    private static string Text(DateTimeOffset? time) => time is { } known ? PointInTime.ToText(known) : "-";
}
