using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;
using Streaming.Inference.Restore;

namespace Streaming.Inference.Lanes;

/// <summary>Finds where and with what a lane begins, and lets the source read from there. Restore, then open.</summary>
internal sealed class LaneOpener(
    IRecordSource source,
    Durability? durability,
    StartPlanner planner,
    Restorer? restorer,
    InferenceTelemetry telemetry,
    PipelineHistory history,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>
    /// Opens a lane of an assigned partition. When it may not: at the first assignment throws, later leaves it closed, for one bad
    /// partition must not take down the fleet, instance by instance.
    /// </summary>
    public async Task OpenAsync(Lane lane, bool isFirstAssignment)
    {
        try
        {
            var start = durability is null || restorer is null ? await WithoutStateAsync(lane) : await RestoreAsync(lane, durability.Origin, restorer);
            lane.Open(start);
            source.Seek(lane.Partition, start.Position, lane.Epoch.Number);
        }
        catch (StateRefusedException refusal) when (!isFirstAssignment)
        {
            lane.Status = LaneState.Refused;
            history.Add("refused", lane.Partition, refusal.Message);
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
        history.Add("opened", lane.Partition, $"At offset {start.Position}, with empty key states");
        logger.OpenedCold(source.Topic, lane.Partition, start.Position);
        return start;
    }

    private async Task<LaneStart> RestoreAsync(Lane lane, StateOrigin origin, Restorer from)
    {
        var span = telemetry.StartRestore(source.Topic, lane.Partition);
        string? error = null;
        try
        {
            return await RestoreAsync(lane, origin, from, span);
        }
        catch (Exception failure)
        {
            error = failure.GetType().FullName;
            throw;
        }
        finally
        {
            SpanStart.End(span, error);
        }
    }

    private async Task<LaneStart> RestoreAsync(Lane lane, StateOrigin origin, Restorer from, Activity? span)
    {
        if (lane.Partition >= origin.PartitionCount)
        {
            throw new StateRefusedException(
                $"The state of {source.Topic}[{lane.Partition}] is refused: the input had {origin.PartitionCount} partitions at the start,"
                + " and with more of them keys move away from their states. Start anew with --on-state-mismatch cold, or as a new --app");
        }

        var began = time.GetTimestamp();
        RestoreProgress? progress = null;
        RestoredPartition restored;
        long? committed;
        try
        {
            (restored, committed) = await from.RestoreAsync(lane.Partition, Show, lane.Dropped);
        }
        finally
        {
            progress?.Dispose();
        }

        span?.SetTag("streaming.restore.records", restored.Records);
        telemetry.RestoreDuration.Record(time.GetElapsedTime(began).TotalSeconds);
        var range = await source.RangeAsync(lane.Partition, lane.Dropped);
        var start = planner.WithState(lane.Partition, committed, restored, range, origin);
        var elapsed = time.GetElapsedTime(began);
        history.Add(
            "restored",
            lane.Partition,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{start.State.Count} keys at offset {start.Position} from {restored.Records} changelog records in {elapsed.TotalSeconds:F2} s"));
        logger.Restored(start.State.Count, source.Topic, lane.Partition, start.Position, restored.Records, elapsed);
        lane.Restored = null;
        return start;

        void Show(RestoredPartition begun)
        {
            lane.Restored = begun;
            progress = new RestoreProgress(begun, telemetry, time, records => logger.Restoring(source.Topic, lane.Partition, records));
        }
    }
}
