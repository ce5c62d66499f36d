using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Checkpoints;

/// <summary>Sends lanes back to what is settled, or has them restored.</summary>
internal sealed class Rewinder(IRecordSource source, LaneTable table, LaneFactory factory, Epochs epochs)
{
    /// <summary>
    /// Undoes lanes; returns when nothing of what they undid is being published any more. Never waits for the poll
    /// thread, which may be waiting for this very checkpoint (13).
    /// </summary>
    public async Task<IReadOnlyList<LaneRewind>> UndoAsync(IEnumerable<Lane> lanes)
    {
        List<LaneRewind> rewinds = [];
        foreach (var lane in lanes)
        {
            rewinds.Add(await lane.RewindAsync(epochs.Next()));
        }

        foreach (var rewind in rewinds)
        {
            await rewind.WaitAsync();
        }

        return rewinds;
    }

    /// <summary>Has the source read again from where the lanes went back to.</summary>
    public void ReadAgain(IReadOnlyList<LaneRewind> rewinds)
    {
        foreach (var rewind in rewinds.Where(rewind => rewind.Lane.Epoch == rewind.Epoch))
        {
            source.Seek(rewind.Lane.Partition, rewind.Target.Position, rewind.Epoch.Number);
        }
    }

    /// <summary>The group's stable committed offset for a lane; null if there is none, or the lane is gone.</summary>
    public async Task<long?> CommittedAsync(Lane lane)
    {
        try
        {
            return await source.CommittedAsync(lane.Partition, lane.Dropped);
        }
        catch (OperationCanceledException) when (lane.Dropped.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Drops lanes whose states nobody can vouch for, and begins anew from the changelog.</summary>
    public void Restore(IEnumerable<Lane> lanes)
    {
        foreach (var lane in lanes.Where(lane => !lane.Dropped.IsCancellationRequested))
        {
            var restored = factory.Create(lane.Partition);
            restored.ReadTo(lane.Reach);
            if (table.TryReplace(lane, restored))
            {
                factory.Drop(lane);
                factory.Open(restored, isFirstAssignment: false);
            }
            else
            {
                // Revoked in between.
                factory.Drop(restored);
            }
        }
    }
}
