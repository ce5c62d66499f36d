using Microsoft.Extensions.Logging;
using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;
using Streaming.Inference.State;
using Streaming.Model.State;

namespace Streaming.Inference.Restore;

/// <summary>Decides where and with what a lane begins.</summary>
internal sealed class StartPlanner(InferenceOptions options, string topic, Func<StatePartition> newState, ILogger logger)
{
    /// <summary>Without a changelog: empty states at the committed offset, or at <c>--start</c>.</summary>
    public LaneStart WithoutState(int partition, long? committed, PartitionRange range)
    {
        if (committed is not { } offset)
        {
            return First(range, needsReset: false);
        }

        if (offset < range.Start)
        {
            logger.RecordsGone(offset, topic, partition, range.Start);
        }

        return Empty(Math.Max(offset, range.Start), committed);
    }

    /// <summary>With a changelog (rules 20 to 22). Throws when nothing may be done.</summary>
    public LaneStart WithState(int partition, long? committed, RestoredPartition restored, PartitionRange range, StateOrigin origin)
    {
        if (Agreement.Mismatch(restored, committed, range, origin) is { } mismatch)
        {
            return options.OnStateMismatch switch
            {
                StateMismatch.Rebuild => Rebuild(partition, committed, restored, range, origin, mismatch),
                StateMismatch.Cold => Cold(partition, committed, restored, range, origin, mismatch),
                _ => throw new StateRefusedException(
                    $"The state of {topic}[{partition}] is refused: {mismatch}. To go on, start once with --on-state-mismatch rebuild (steps through the"
                    + " input's history without output) or cold (every key begins from an empty state)"),
            };
        }

        if (restored.Marker is not { } marker)
        {
            return First(range, restored.HasRecords);
        }

        if (committed is null)
        {
            logger.OffsetsGone(topic, partition, marker.Offset);
        }

        return new LaneStart(restored.State, marker.Offset, marker.StreamTime, committed);
    }

    private LaneStart First(PartitionRange range, bool needsReset) => options.Start switch
    {
        StartAt.Latest => Empty(range.End, null, needsReset),
        StartAt.Warm => Empty(range.Start, null, needsReset) with { SilentUntil = range.End },
        _ => Empty(range.Start, null, needsReset),
    };

    private LaneStart Cold(
        int partition, long? committed, RestoredPartition restored, PartitionRange range, StateOrigin origin, string mismatch)
    {
        var start = IsPlaceKnown(committed, restored, range, origin, out var place)
            ? Empty(place, committed, needsReset: true)
            : First(range, needsReset: true) with { Committed = committed };
        logger.StartedCold(topic, partition, start.Position, mismatch);
        return start;
    }

    private LaneStart Rebuild(
        int partition, long? committed, RestoredPartition restored, PartitionRange range, StateOrigin origin, string mismatch)
    {
        if (restored.Marker is { } marker && marker.PartitionCount != origin.PartitionCount)
        {
            throw new StateRefusedException(
                $"The state of {topic}[{partition}] cannot be rebuilt: {mismatch}. A moved key's history lies in its old partition; "
                + "use --on-state-mismatch cold or a new --app");
        }

        if (range.Start > 0 && !options.AllowPartialHistory)
        {
            throw new StateRefusedException(FormattableString.Invariant(
                $"The state of {topic}[{partition}] cannot be rebuilt in full: {mismatch}, and the log begins at offset {range.Start}. ")
                + "Set --allow-partial-history to rebuild from what is there");
        }

        var until = IsPlaceKnown(committed, restored, range, origin, out var place) ? place : range.Start;
        logger.Rebuilding(topic, partition, range.Start, until, mismatch);
        return Empty(range.Start, committed, needsReset: true) with { SilentUntil = until };
    }

    // Up to where the input has been scored. Of a topic made anew under the same name, an old offset says nothing.
    private static bool IsPlaceKnown(long? committed, RestoredPartition restored, PartitionRange range, StateOrigin origin, out long place)
    {
        place = committed ?? restored.Marker?.Offset ?? -1;
        return place >= range.Start && place <= range.End && (restored.Marker is null || restored.Marker.TopicId == origin.TopicId);
    }

    private LaneStart Empty(long position, long? committed, bool needsReset = false) =>
        new(newState(), position, KeyStateHeader.Never, committed, NeedsReset: needsReset);
}
