using Streaming.Inference.Batches;

namespace Streaming.Inference.Ports;

/// <summary>What a record source feeds. Called on its poll thread only. No member throws; none blocks but as it says.</summary>
public interface ILanes
{
    /// <summary>Partitions came. They stay paused until <see cref="IRecordSource.Seek"/> opens each.</summary>
    void Assigned(IReadOnlyList<int> partitions);

    /// <summary>Partitions go to another member. Drains and checkpoints them, within the drain budget.</summary>
    void Revoked(IReadOnlyList<int> partitions);

    /// <summary>Partitions are gone already: drops what is uncommitted.</summary>
    void Lost(IReadOnlyList<int> partitions);

    /// <summary>
    /// An empty batch to fill for an open partition: its partition is set, its epoch is the source's to set
    /// (the one of the <see cref="IRecordSource.Seek"/> that it reads from).
    /// </summary>
    RecordBatch Rent(int partition);

    /// <summary>
    /// Hands a filled batch to its lane. False when the lane is full: the source keeps the batch (and may go on filling it), waits a
    /// little (100 ms in all), then pauses the partition until <see cref="HasRoom"/>. A batch of a lane that is gone or of an older epoch
    /// is taken and dropped.
    /// </summary>
    bool TryOffer(RecordBatch batch);

    /// <summary>Whether a lane is at most half full.</summary>
    bool HasRoom(int partition);

    /// <summary>Waits up to <paramref name="timeout"/> for any lane to take records. Blocks the poll thread for that time at most.</summary>
    void WaitForRoom(TimeSpan timeout);

    /// <summary>
    /// The consumer stands at the end of the partition, all before <paramref name="position"/> offered. With an empty lane this position
    /// is committable: transactions leave control records behind the last record.
    /// </summary>
    void EndReached(int partition, long position, int epoch);
}
