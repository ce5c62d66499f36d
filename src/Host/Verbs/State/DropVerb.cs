using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Reports;
using Streaming.Host.Verbs.Run;
using Streaming.Inference.Changelogs;

namespace Streaming.Host.Verbs.State;

/// <summary>Removes all records of one state id.</summary>
internal static class DropVerb
{
    private static readonly Setting<string> s_stateId = new(
        "--state-id", "ID", "The state id, 12 hex digits, as state list and inspect show it.", Texts.NotEmpty);

    public static Verb Verb { get; } = new(
        "drop",
        "Delete all states of one state id: those of a model that will not come back. All instances of the app must be stopped.",
        "streaming state drop --state-id 6d1c86a1f0b2",
        [s_stateId, RunSettings.Group],
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var stateId = context.Settings.Get(s_stateId);
        await EmptyGroups.DemandAsync(context, [], cancellationToken);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var found = new List<StoredStates>();
        long keys = 0;
        using var writer = await Changelog.OpenWriterAsync(context, cancellationToken);
        await foreach (var contents in Changelog.ReadAsync(context, key: null, cancellationToken))
        {
            others.UnionWith(contents.States.Select(states => states.StateId));
            foreach (var states in contents.States.Where(states => states.StateId == stateId))
            {
                await EmptyGroups.DemandAsync(context, [states], cancellationToken);
                keys += states.RecordKeysOfStates.LongCount();
                await writer.WriteAsync(states.Partition, states.Removal(), cancellationToken);
                found.Add(states);
            }
        }

        if (found.Count == 0)
        {
            throw new ConfigurationException(
                $"--state-id: {Changelog.TopicOf(context.Settings)} holds nothing of {stateId}; "
                + (others.Count == 0 ? "it holds no states at all" : $"it holds {string.Join(", ", others)}"));
        }

        await EmptyGroups.DemandAsync(context, found, cancellationToken);
        await context.Terminal.Output.WriteLineAsync(context.Json
            ? JsonSerializer.Serialize(new StateRemovalReport("state drop", ProgramVersion.Text, keys), ReportJson.Default.StateRemovalReport)
            : FormattableString.Invariant($"{keys:N0} states of {stateId} deleted, in {found.Count:N0} partitions"));
        return ExitCode.Done;
    }
}
