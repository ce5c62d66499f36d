using Streaming.Host.CommandLine;
using Streaming.Host.Verbs.Run;
using Streaming.Inference.Changelogs;
using Streaming.Inference.Ports;
using Streaming.Ingest.Kafka;

namespace Streaming.Host.Verbs.State;

/// <summary>Whether nobody works with the states that are about to be changed (rule 30): a lane would write the key back.</summary>
internal static class EmptyGroups
{
    /// <summary>Looks at the group of the app and at every group that a marker names.</summary>
    /// <exception cref="StateRefusedException">One has members.</exception>
    public static async Task DemandAsync(VerbContext context, IEnumerable<StoredStates> states, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        using var membership = new GroupMembership(
            TuningSections.Ingest(settings.Configuration), settings.Get(CommonSettings.Kafka), context.Clock, context.Loggers);
        var groups = states.Select(stored => stored.Marker?.Group).OfType<string>()
            .Append(settings.Find(RunSettings.Group) ?? settings.Get(CommonSettings.App))
            .Distinct(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (await membership.CountAsync(group, cancellationToken) is > 0 and var members)
            {
                throw new StateRefusedException(FormattableString.Invariant(
                    $"The group {group} has {members} members: a lane would write the states back. Stop all instances first; ")
                    + "one that was killed counts until its session times out (45 s)");
            }
        }
    }
}
