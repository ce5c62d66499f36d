using Streaming.Inference.Checkpoints;

namespace Streaming.Inference.Ports;

/// <summary>
/// The transactions in which checkpoints commit: changelog records, markers and source offsets as one, under one transactional identity
/// that fences a predecessor. Calls never overlap, with one exception: under <see cref="DeliveryMode.ExactlyOnce"/> the score sink puts
/// its records into the transaction that is open, from the lanes' threads, between <see cref="Begin"/> and <see cref="CommitAsync"/> or
/// <see cref="TryAbortAsync"/>; never during those.
/// </summary>
public interface ICheckpointLog
{
    /// <summary>
    /// Makes the producer, or a new one in its place under the same identity. When it returns, whatever the one before left open is
    /// settled: committed or aborted, for good. Waits for a broker that is away, without bound. Records that the sink had handed over to
    /// the one before and that were not delivered are purged; their deliveries fail.
    /// </summary>
    /// <exception cref="FencedException">Another instance works under this identity (rule 14).</exception>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction. Asks no broker, never throws for one: what is wrong shows at the commit.</summary>
    void Begin();

    /// <summary>
    /// Puts records into the open transaction: partition <paramref name="partition"/> of the changelog, explicitly, in their order. Returns
    /// when the client has copied all of them, and waits while the client is full. Never throws for what a broker says: the commit tells.
    /// </summary>
    ValueTask AppendAsync(int partition, ChangelogRecords records, CancellationToken cancellationToken);

    /// <summary>
    /// Sends the offsets with the group's metadata, unless there are none, and commits; nothing is retried but what the client declares
    /// retriable. Called once per transaction. Runs to its end: an abandoned commit has an unknown outcome.
    /// </summary>
    Task<CommitOutcome> CommitAsync(IReadOnlyList<PartitionOffset> offsets, GroupMetadata metadata);

    /// <summary>
    /// Aborts the open transaction, also one whose commit was <see cref="CommitStatus.Abortable"/>, and purges what was not sent. False
    /// when that failed: then only <see cref="InitializeAsync"/> goes on.
    /// </summary>
    Task<bool> TryAbortAsync();
}
