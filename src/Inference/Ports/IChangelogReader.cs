namespace Streaming.Inference.Ports;

/// <summary>Reads a partition of the changelog back.</summary>
public interface IChangelogReader
{
    /// <summary>
    /// Reads one partition from its beginning to its end, in this order (rule 18): first the group's stable committed offset of the input's
    /// partition of the same number (no transaction pending); then the high watermark that read_uncommitted shows; then all records as
    /// read_committed sees them, until the end is reached at or above that watermark. By a client and on a thread of its own: the group's
    /// consumer keeps polling. Several partitions may be asked for at once.
    /// </summary>
    /// <param name="partition">The partition's number, of the input and of the changelog.</param>
    /// <param name="take">Called for every record in offset order, one at a time. What it throws ends the reading and is thrown.</param>
    /// <param name="cancellationToken">The partition went away, or the process ends.</param>
    /// <returns>The committed offset that was read first; null if the group has none.</returns>
    /// <exception cref="StateRefusedException">The end was not reached within the transaction timeout and 15 s.</exception>
    Task<long?> ReadAsync(int partition, ChangelogRecordHandler take, CancellationToken cancellationToken);
}
