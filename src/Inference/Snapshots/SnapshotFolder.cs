using System.Globalization;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Ports;
using Streaming.Inference.Restore;
using Streaming.Inference.State;

namespace Streaming.Inference.Snapshots;

/// <summary>
/// The snapshots of one store and state id: a file per partition, with its states and the changelog offset up to which they hold. They make
/// a restore shorter and nothing else: one that is missing, damaged, old or of something else is not used, and the changelog is read whole.
/// </summary>
internal sealed class SnapshotFolder(
    string directory, StateOrigin origin, string stateId, ChangelogCodec codec, Func<RestoredPartition> newRestored, TimeProvider time, ILogger logger)
{
    // Thread-safe as long as a partition has one owner: a file is replaced as a whole.
    //
    // Compaction drops a tombstone a day after it was written (delete.retention.ms, unless set otherwise): older states could bring back a
    // key that was forgotten since.
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    /// <summary>States that the changelog goes on from, and the offset where; null if there are none.</summary>
    public (RestoredPartition Restored, long Offset)? TryLoad(int partition, ChangelogRange range)
    {
        var path = PathOf(partition);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var restored = newRestored();
            var header = SnapshotFile.Read(file, found => Check(found, partition, range), restored.TakeSnapshot);
            return restored.Damage is { } damage ? throw new InvalidDataException(damage) : (restored, header.Offset);
        }
        catch (Exception absence) when (absence is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            logger.SnapshotNotUsed(path, failure.Message);
            return null;
        }
    }

    /// <summary>Writes the states of a partition that contain the changelog below an offset.</summary>
    public void Save(int partition, string topicId, long offset, StatePartition state, Marker? marker)
    {
        var path = PathOf(partition);
        var unfinished = path + ".unfinished";
        try
        {
            var header = new SnapshotHeader(
                origin.Store, stateId, topicId, partition, offset, time.GetUtcNow(), state.Count + (marker is null ? 0 : 1));
            using (var file = Create(unfinished))
            {
                SnapshotFile.Write(file, header, codec, state, marker);
            }

            File.Move(unfinished, path, overwrite: true);
            logger.SnapshotWritten(path, state.Count, offset);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.SnapshotNotWritten(path, failure.Message);
        }
    }

    // Cards are in it: for the owner alone.
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private void Check(SnapshotHeader found, int partition, ChangelogRange range)
    {
        var reason = found.Store != origin.Store || found.StateId != stateId || found.Partition != partition ? "it is of other states"
            : found.TopicId != range.TopicId ? "the changelog was made anew since"
            : found.Offset < range.Start || found.Offset > range.End ? string.Create(
                CultureInfo.InvariantCulture, $"its offset {found.Offset} lies outside of the changelog's {range.Start} to {range.End}")
            : time.GetUtcNow() - found.Written > MaxAge ? $"it is older than {MaxAge}, and deletions since may be gone from the changelog"
            : null;
        if (reason is not null)
        {
            throw new InvalidDataException(reason);
        }
    }

    private string PathOf(int partition) =>
        Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{origin.Store}.{stateId}.{partition}.snapshot"));
}
