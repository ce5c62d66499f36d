using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Reports;
using Streaming.Inference.Changelogs;
using Streaming.Model.State;

namespace Streaming.Host.Verbs.State;

/// <summary>Shows the states of one key.</summary>
internal static class ShowVerb
{
    public static Verb Verb { get; } = new(
        "show",
        "Show what is kept for one card, under every state id: events so far, last event, size of the hidden state, running statistics.",
        "streaming state show --key card-000017",
        NamedKey.Settings,
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var key = NamedKey.Read(context);
        var rows = new List<KeyStateRow>();
        await foreach (var contents in Changelog.ReadAsync(context, key, cancellationToken))
        {
            rows.AddRange(contents.States.SelectMany(states => states.Values.Select(value => Row(states, value))));
        }

        if (context.Json)
        {
            await context.Terminal.Output.WriteLineAsync(
                JsonSerializer.Serialize(new KeyStateReport("state show", ProgramVersion.Text, rows), ReportJson.Default.KeyStateReport));
            return ExitCode.Done;
        }

        foreach (var line in rows.Select(Line).DefaultIfEmpty("no state of this key"))
        {
            await context.Terminal.Output.WriteLineAsync(line);
        }

        return ExitCode.Done;
    }

    private static KeyStateRow Row(StoredStates states, byte[] value)
    {
        if (!KeyStateCodec.TryDecode(value, out var state))
        {
            return new KeyStateRow(states.StateId, states.Partition, IsDamaged: true, null, null, null, null, []);
        }

        var hidden = new float[state.VectorLength];
        var statistics = new float[state.StatisticsLength];
        state.CopyVectorTo(hidden);
        state.CopyStatisticsTo(statistics);
        return new KeyStateRow(
            states.StateId,
            states.Partition,
            IsDamaged: false,
            state.Header.Count,
            StateTimes.Of(state.Header.LastEventTime),
            state.SourceOffset,
            TensorPrimitives.Norm(hidden),
            statistics);
    }

    private static string Line(KeyStateRow row) => row.IsDamaged
        ? string.Create(CultureInfo.InvariantCulture, $"state {row.StateId}, partition {row.Partition}: damaged")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"state {row.StateId}, partition {row.Partition}: {row.Events:N0} events, the last at {Text(row.LastEventTime)} (offset {row.Offset}), hidden state of norm {row.Norm:0.###}, statistics [{string.Join(", ", row.Statistics.Select(value => value.ToString("G5", CultureInfo.InvariantCulture)))}]");

    private static string Text(DateTimeOffset? time) => time is { } known ? PointInTime.ToText(known) : "-";
}
