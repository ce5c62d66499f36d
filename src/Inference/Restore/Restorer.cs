using Streaming.Inference.Ports;
using Streaming.Inference.Snapshots;

namespace Streaming.Inference.Restore;

/// <summary>Reads a partition's states back: from a snapshot as far as there is one, and from the changelog.</summary>
internal sealed class Restorer(IChangelogReader changelog, SnapshotFolder? snapshots, Func<RestoredPartition> newRestored)
{
    /// <summary>Reads back what the changelog says, and the committed offset.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="begun">Sees what is being read, so that its progress can be shown.</param>
    /// <param name="cancellationToken">The partition went away, or the process ends.</param>
    public async Task<(RestoredPartition Restored, long? Committed)> RestoreAsync(
        int partition, Action<RestoredPartition> begun, CancellationToken cancellationToken)
    {
        // The offset first, the range second (rule 18): what the old owner committed between the two lies within the range then.
        var committed = await changelog.CommittedAsync(partition, cancellationToken);
        var range = await changelog.FindRangeAsync(partition, cancellationToken);
        var snapshot = snapshots?.TryLoad(partition, range);
        var restored = snapshot?.Restored ?? newRestored();
        begun(restored);
        var end = await changelog.ReadAsync(partition, snapshot?.Offset, range.End, restored.Take, cancellationToken);

        // Worth writing when it spares the next restore more than it costs: another one after a crash would begin here.
        if (restored.Damage is null && restored.Records > restored.State.Count)
        {
            snapshots?.Save(partition, range.TopicId, end, restored.State, restored.Marker);
        }

        return (restored, committed);
    }
}
