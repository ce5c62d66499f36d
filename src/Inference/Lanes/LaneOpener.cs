using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Inference.Restore;

namespace Streaming.Inference.Lanes;

/// <summary>Finds where and with what a lane begins, and lets the source read from there. Restore, then open.</summary>
internal sealed class LaneOpener(
    IRecordSource source,
    Durability? durability,
    StartPlanner planner,
    Func<RestoredPartition> newRestored,
    InferenceTelemetry telemetry,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Opens a lane of an assigned partition. When it may not: at the first assignment throws, later leaves it closed, for one bad
    /// partition must not take down the fleet, instance by instance.
    /// </summary>
    public async Task OpenAsync(Lane lane, bool isFirstAssignment)
    {
        try
        {
            var start = durability is null ? await WithoutStateAsync(lane) : await RestoreAsync(lane, durability);
            lane.Open(start);
            source.Seek(lane.Partition, start.Position, lane.Epoch.Number);
        }
        catch (StateRefusedException refusal) when (!isFirstAssignment)
        {
            lane.Status = LaneState.Refused;
            logger.LaneRefused(refusal.Message);
        }
        catch (OperationCanceledException) when (lane.Dropped.IsCancellationRequested)
        {
            // The partition went away before it was open.
        }
    }

    private async Task<LaneStart> WithoutStateAsync(Lane lane)
    {
        var committed = await source.CommittedAsync(lane.Partition, lane.Dropped);
        var range = await source.RangeAsync(lane.Partition, lane.Dropped);
        var start = planner.WithoutState(lane.Partition, committed, range);
        logger.OpenedCold(source.Topic, lane.Partition, start.Position);
        return start;
    }

    private async Task<LaneStart> RestoreAsync(Lane lane, Durability durable)
    {
        var restored = newRestored();
        var began = time.GetTimestamp();
        long? committed;
        using (time.CreateTimer(_ => Tell(lane, restored), null, ProgressInterval, ProgressInterval))
        {
            committed = await durable.Changelog.ReadAsync(lane.Partition, restored.Take, lane.Dropped);
        }

        telemetry.RestoredRecords.Add(restored.Records);
        var range = await source.RangeAsync(lane.Partition, lane.Dropped);
        var start = planner.WithState(lane.Partition, committed, restored, range, durable.Origin);
        logger.Restored(start.State.Count, source.Topic, lane.Partition, start.Position, restored.Records, time.GetElapsedTime(began));
        return start;
    }

    private void Tell(Lane lane, RestoredPartition restored) => logger.Restoring(source.Topic, lane.Partition, restored.Records);
}
