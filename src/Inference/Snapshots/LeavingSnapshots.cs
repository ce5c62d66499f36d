using Microsoft.Extensions.Logging;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Snapshots;

/// <summary>Writes snapshots of partitions that leave in good order: then nobody steps their states any more, and all of them is committed.</summary>
internal sealed class LeavingSnapshots(SnapshotFolder folder, IChangelogReader changelog, ChangelogCodec codec, ILogger logger)
{
    /// <summary>
    /// Notes how far the changelog goes. After the last checkpoint and before the partitions are handed over: what their new owner writes is
    /// not in these states.
    /// </summary>
    public async Task NoteAsync(IReadOnlyList<Lane> lanes)
    {
        foreach (var lane in lanes.Where(lane => lane is { IsOpen: true, Committed: not null, NeedsReset: false }))
        {
            try
            {
                lane.Left = await changelog.FindRangeAsync(lane.Partition, lane.Dropped);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A snapshot spares time, no more: without it the next restore reads the changelog.
                logger.SnapshotNotTaken(lane.Partition, failure.Message);
            }
        }
    }

    /// <summary>Writes the snapshot of a lane that has ended.</summary>
    public void Write(Lane lane)
    {
        if (lane.Left is { } range && lane.State is var state && state.Position == lane.Committed)
        {
            folder.Save(lane.Partition, range.TopicId, range.End, state, codec.MarkerAt(state.Position, state.StreamTime));
        }
    }
}
