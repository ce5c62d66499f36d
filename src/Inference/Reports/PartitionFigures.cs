using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Reports;

/// <summary>Looks at the lanes and at how far their source knows them to reach. Any thread.</summary>
internal sealed class PartitionFigures(LaneTable lanes, IRecordSource source, TimeProvider time)
{
    /// <summary>The input's name.</summary>
    public string Topic => source.Topic;

    /// <summary>Every assigned partition, by number.</summary>
    public IReadOnlyList<PartitionReport> Report() => [.. lanes.All.Select(Report)];

    private PartitionReport Report(Lane lane)
    {
        long? position = lane.IsOpen ? lane.HandedOver.Position : null;
        var end = source.EndOf(lane.Partition);

        // The end may be seconds old: a lane that has passed it is not behind.
        long? lag = position is { } at && end is { } to ? Math.Max(0, to - at) : null;
        return new PartitionReport(
            lane.Partition,
            InferenceTelemetry.NameOf(lane.Status),
            position,
            lane.CommittedOffset,
            end,
            lag,
            lag is null ? null : lag == 0 ? 0 : AgeOf(lane.HandedOver.RecordTime),
            lane.Keys,
            lane.StateBytes);
    }

    private double? AgeOf(long recordTime) =>
        recordTime < 0 ? null : Math.Max(0, (time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(recordTime)).TotalSeconds);
}
