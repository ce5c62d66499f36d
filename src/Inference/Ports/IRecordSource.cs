namespace Streaming.Inference.Ports;

/// <summary>
/// Where records come from: a consumer group, a range of a topic, files, a generator. A source owns one thread, the poll thread, and
/// calls <see cref="ILanes"/> on it alone. The other members may be called from any thread and return at once.
/// </summary>
public interface IRecordSource
{
    /// <summary>The input's name: a topic, or what stands for it in scores and dead letters.</summary>
    string Topic { get; }

    /// <summary>
    /// Completes when a bounded source has offered all it has (<c>--until-end</c>, a range, files); never for an unbounded one.
    /// It keeps polling until <see cref="CloseAsync"/>.
    /// </summary>
    Task Ended { get; }

    /// <summary>Polls until closed. Faults when the source can go on no more; the process then ends.</summary>
    Task RunAsync(ILanes lanes);

    /// <summary>Offers no further record but goes on polling, so that a group does not evict us while the lanes drain.</summary>
    void StopFetching();

    /// <summary>
    /// Leaves the group and ends the poll thread, after <see cref="ILanes.Revoked"/> for what is still assigned. Called when all lanes are
    /// drained and committed; what was offered since then is drained in that handler.
    /// </summary>
    Task CloseAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Queued to the poll thread: reads <paramref name="partition"/> from <paramref name="offset"/> on and marks its batches with
    /// <paramref name="epoch"/>. This opens a lane the first time (a partition is paused from its assignment until then) and rewinds it later.
    /// Ignored if the partition is no longer assigned.
    /// </summary>
    void Seek(int partition, long offset, int epoch);

    /// <summary>The group's stable committed offset (no transaction of a predecessor pending), or null.</summary>
    Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken);

    /// <summary>The partition's log start and read_committed end.</summary>
    Task<PartitionRange> RangeAsync(int partition, CancellationToken cancellationToken);

    /// <summary>
    /// The partition's read_committed end as last seen, without asking anybody; null if unknown, as it is to a source that does not look.
    /// </summary>
    long? EndOf(int partition) => null;

    /// <summary>
    /// Commits offsets outside of a transaction (<c>--changelog off</c>). Never by way of the poll thread, which may be waiting for this
    /// very commit in <see cref="ILanes.Revoked"/>. Throws when the group refuses; the next checkpoint commits again.
    /// </summary>
    Task CommitAsync(IReadOnlyList<PartitionOffset> offsets, CancellationToken cancellationToken);

    /// <summary>Reads the group's metadata now.</summary>
    GroupMetadata ReadGroupMetadata();
}
