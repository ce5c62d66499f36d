using Microsoft.Extensions.Logging;

namespace Streaming.Inference;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Opened {Topic}[{Partition}] at offset {Offset} with empty key states: there is no changelog")]
    public static partial void OpenedCold(this ILogger logger, string topic, int partition, long offset);

    [LoggerMessage(2, LogLevel.Information, "Closed {Topic}[{Partition}], committed at offset {Offset}")]
    public static partial void Closed(this ILogger logger, string topic, int partition, long? offset);

    [LoggerMessage(3, LogLevel.Warning, "Lost {Topic}[{Partition}]: what was not committed is dropped, its new owner reads it again")]
    public static partial void Lost(this ILogger logger, string topic, int partition);

    [LoggerMessage(4, LogLevel.Error, "The last {Records} records yielded no score; commonest reason {Reason} ({Count} times), for example {Topic}[{Partition}] offset {Offset}: {Detail}")]
    public static partial void NothingScored(
        this ILogger logger, int records, string reason, int count, string topic, int partition, long offset, string? detail);

    [LoggerMessage(5, LogLevel.Warning, "Could not commit offsets; the next checkpoint commits them again")]
    public static partial void CommitRefused(this ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "The committed offset {Committed} of {Topic}[{Partition}] lies below the log's start: records up to {Start} are gone, unscored")]
    public static partial void RecordsGone(this ILogger logger, long committed, string topic, int partition, long start);

    [LoggerMessage(7, LogLevel.Warning, "Partitions went away before they were drained: {Budget} were not enough. Their new owner scores the rest again")]
    public static partial void DrainCutShort(this ILogger logger, TimeSpan budget);

    [LoggerMessage(8, LogLevel.Error, "{Part} failed: all of the pipeline ends")]
    public static partial void Failed(this ILogger logger, Exception exception, string part);

    [LoggerMessage(9, LogLevel.Information, "Stopped fetching; draining {Lanes} lanes")]
    public static partial void Draining(this ILogger logger, int lanes);

    [LoggerMessage(10, LogLevel.Information, "Restored {KeyCount} keys of {Topic}[{Partition}] at offset {Offset} from {Records} changelog records in {Elapsed}")]
    public static partial void Restored(
        this ILogger logger, int keyCount, string topic, int partition, long offset, long records, TimeSpan elapsed);

    [LoggerMessage(11, LogLevel.Information, "Restoring {Topic}[{Partition}]: {Records} changelog records read")]
    public static partial void Restoring(this ILogger logger, string topic, int partition, long records);

    [LoggerMessage(12, LogLevel.Error, "{Refusal}. The partition stays closed; the others go on")]
    public static partial void LaneRefused(this ILogger logger, string refusal);

    [LoggerMessage(13, LogLevel.Warning, "The group has no offset for {Topic}[{Partition}] any more; going on at {Offset}, where its states stand")]
    public static partial void OffsetsGone(this ILogger logger, string topic, int partition, long offset);

    [LoggerMessage(14, LogLevel.Warning, "Started {Topic}[{Partition}] cold at offset {Offset}: {Mismatch}")]
    public static partial void StartedCold(this ILogger logger, string topic, int partition, long offset, string mismatch);

    [LoggerMessage(15, LogLevel.Warning, "Rebuilding the states of {Topic}[{Partition}] from offset {Start} to {End}, without output: {Mismatch}")]
    public static partial void Rebuilding(this ILogger logger, string topic, int partition, long start, long end, string mismatch);

    [LoggerMessage(16, LogLevel.Warning, "Deliveries of {Topic}[{Partition}] failed: its records since the last checkpoint are scored again")]
    public static partial void NotDelivered(this ILogger logger, Exception exception, string topic, int partition);

    [LoggerMessage(17, LogLevel.Information, "A checkpoint was aborted and is sent once more: {Reason}")]
    public static partial void CheckpointTriedAgain(this ILogger logger, string? reason);

    [LoggerMessage(18, LogLevel.Warning, "A checkpoint was aborted: {Reason}. Its records are scored again")]
    public static partial void CheckpointAborted(this ILogger logger, string? reason);

    [LoggerMessage(19, LogLevel.Warning, "Whether a checkpoint committed is unknown: {Reason}. A new producer settles it")]
    public static partial void CheckpointUnknown(this ILogger logger, string? reason);

    [LoggerMessage(20, LogLevel.Information, "The unknown checkpoint is settled: {Committed} partitions committed, {Undone} undone, {Unclear} unclear")]
    public static partial void CheckpointResolved(this ILogger logger, int committed, int undone, int unclear);

    [LoggerMessage(21, LogLevel.Warning, "Key states take {Used} bytes of the {Limit} that are allowed ({Keys} keys): ingest pauses until some expire or partitions go")]
    public static partial void StateMemoryExceeded(this ILogger logger, long used, long limit, long keys);

    [LoggerMessage(22, LogLevel.Information, "Key states take {Used} bytes of the {Limit} that are allowed: ingest goes on")]
    public static partial void StateMemoryFreed(this ILogger logger, long used, long limit);

    [LoggerMessage(23, LogLevel.Warning, "The key of {Topic}[{Partition}] offset {Offset} belongs to partition {Owner}: its producer partitions by something else than the schema's key (told once; see streaming.misrouted)")]
    public static partial void Misrouted(this ILogger logger, string topic, int partition, long offset, int owner);

    [LoggerMessage(24, LogLevel.Warning, "Partitions went away uncommitted: their last checkpoint was undone. Their new owner scores its records again")]
    public static partial void DrainUndone(this ILogger logger);

    [LoggerMessage(25, LogLevel.Information, "Wrote {Path}: {KeyCount} keys, with the changelog below offset {Offset}")]
    public static partial void SnapshotWritten(this ILogger logger, string path, int keyCount, long offset);

    [LoggerMessage(26, LogLevel.Warning, "Did not use {Path}: {Reason}. The changelog is read whole")]
    public static partial void SnapshotNotUsed(this ILogger logger, string path, string reason);

    [LoggerMessage(27, LogLevel.Warning, "Could not write {Path}: {Reason}")]
    public static partial void SnapshotNotWritten(this ILogger logger, string path, string reason);

    [LoggerMessage(28, LogLevel.Warning, "Takes no snapshot of partition {Partition}: {Reason}")]
    public static partial void SnapshotNotTaken(this ILogger logger, int partition, string reason);
}
