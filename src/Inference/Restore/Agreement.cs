using Streaming.Inference.Ports;

namespace Streaming.Inference.Restore;

/// <summary>Whether a restored partition, the committed offset and the input belong together (rules 20 and 21).</summary>
internal static class Agreement
{
    /// <summary>What does not agree, for a person; null if all does.</summary>
    public static string? Mismatch(RestoredPartition restored, long? committed, PartitionRange range, StateOrigin origin)
    {
        if (restored.Damage is { } damage)
        {
            return damage;
        }

        if (restored.Marker is not { } marker)
        {
            return committed is null ? null
                : FormattableString.Invariant($"offset {committed} is committed, but no marker vouches for states at it")
                    + (restored.OtherStateId is { } other
                        ? $"; there are states of state id {other}, which another model made"
                        : ", as after a run with --changelog off or offsets set by another program");
        }

        return Differs("the group", origin.Group, marker.Group)
            ?? Differs("the input topic's id", origin.TopicId, marker.TopicId)
            ?? Differs("the input's number of partitions", origin.PartitionCount, marker.PartitionCount)
            ?? Differs("the id of the key secret", origin.KeySecretId, marker.KeySecretId)
            ?? (committed is { } offset ? Differs("the committed offset", offset, marker.Offset) : null)
            ?? (marker.Offset < range.Start
                ? FormattableString.Invariant($"the states stand at offset {marker.Offset}, below the log's start {range.Start}")
                : null)
            ?? (marker.Offset > range.End
                ? FormattableString.Invariant($"the states stand at offset {marker.Offset}, beyond the log's end {range.End}")
                : null);
    }

    private static string? Differs<T>(string what, T now, T then) => Equals(now, then)
        ? null
        : FormattableString.Invariant($"{what} is '{now}', the states were made at '{then}'");
}
