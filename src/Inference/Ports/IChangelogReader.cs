namespace Streaming.Inference.Ports;

/// <summary>
/// Reads a partition of the changelog back. A restore asks in this order (rule 18): the group's committed offset, the changelog's range,
/// its records. Several partitions may be asked for at once.
/// </summary>
public interface IChangelogReader
{
    /// <summary>The group's stable committed offset of the input's partition of the same number (no transaction pending); null if it has none.</summary>
    Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken);

    /// <summary>What the partition spans now.</summary>
    Task<ChangelogRange> FindRangeAsync(int partition, CancellationToken cancellationToken);

    /// <summary>
    /// Reads one partition as read_committed sees it, until its end is reached at or above <paramref name="end"/>. By a client and on a
    /// thread of its own: the group's consumer keeps polling.
    /// </summary>
    /// <param name="partition">The partition's number, of the input and of the changelog.</param>
    /// <param name="from">The first offset; null for the partition's beginning.</param>
    /// <param name="end">The end of its range.</param>
    /// <param name="take">Called for every record in offset order, one at a time. What it throws ends the reading and is thrown.</param>
    /// <param name="cancellationToken">The partition went away, or the process ends.</param>
    /// <returns>The end that was reached.</returns>
    /// <exception cref="StateRefusedException">The end was not reached within the transaction timeout and 15 s.</exception>
    Task<long> ReadAsync(int partition, long? from, long end, ChangelogRecordHandler take, CancellationToken cancellationToken);
}
