using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.Reports;
using Streaming.Host.Verbs.Run;
using Streaming.Inference.Changelogs;

namespace Streaming.Host.Verbs.State;

/// <summary>Forgets one key under every state id, in whatever partition its states lie.</summary>
internal static class ForgetVerb
{
    public static Verb Verb { get; } = new(
        "forget",
        "Delete what is kept for one card, under every state id. All instances of the app must be stopped.",
        "streaming state forget --key card-000017",
        [.. NamedKey.Settings, RunSettings.Group],
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var key = NamedKey.Read(context);
        await EmptyGroups.DemandAsync(context, [], cancellationToken);

        // All partitions: without --strict-keys an upstream producer may have put the card's events anywhere.
        var found = new List<StoredStates>();
        await foreach (var contents in Changelog.ReadAsync(context, key, cancellationToken))
        {
            found.AddRange(contents.States);
        }

        await EmptyGroups.DemandAsync(context, found, cancellationToken);
        var records = 0;
        using var writer = await Changelog.OpenWriterAsync(context, cancellationToken);
        foreach (var states in found)
        {
            // Also what a reset hides: the card's record would lie in the log until the next state of the same card.
            var tombstones = states.RecordKeysOfStates.Select(recordKey => (recordKey, (byte[]?)null)).ToList();
            await writer.WriteAsync(states.Partition, tombstones, cancellationToken);
            records += tombstones.Count;
        }

        // Whoever joined meanwhile may have restored the states before they were deleted.
        await EmptyGroups.DemandAsync(context, found, cancellationToken);
        await context.Terminal.Output.WriteLineAsync(context.Json
            ? JsonSerializer.Serialize(new StateRemovalReport("state forget", ProgramVersion.Text, records), ReportJson.Default.StateRemovalReport)
            : records == 0 ? "no state of this key" : FormattableString.Invariant($"{records:N0} states of this key deleted"));
        return ExitCode.Done;
    }
}
