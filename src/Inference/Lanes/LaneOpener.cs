using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Lanes;

/// <summary>Finds where a lane begins, and lets the source read from there.</summary>
internal sealed class LaneOpener(IRecordSource source, StartAt start, ILogger logger)
{
    /// <summary>Opens a lane of an assigned partition.</summary>
    public async Task OpenAsync(Lane lane)
    {
        try
        {
            var offset = await FindAsync(lane);
            lane.Open(offset);
            logger.OpenedCold(source.Topic, lane.Partition, offset);
            source.Seek(lane.Partition, offset, lane.Epoch);
        }
        catch (OperationCanceledException) when (lane.Dropped.IsCancellationRequested)
        {
            // The partition went away before it was open.
        }
    }

    private async Task<long> FindAsync(Lane lane)
    {
        lane.Committed = await source.CommittedAsync(lane.Partition, lane.Dropped);
        var range = await source.RangeAsync(lane.Partition, lane.Dropped);
        if (lane.Committed is not { } committed)
        {
            return start == StartAt.Latest ? range.End : range.Start;
        }

        if (committed < range.Start)
        {
            logger.RecordsGone(committed, source.Topic, lane.Partition, range.Start);
            return range.Start;
        }

        return committed;
    }
}
