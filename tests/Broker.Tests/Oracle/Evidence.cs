namespace Streaming.Broker.Tests.Oracle;

/// <summary>One input record.</summary>
internal sealed record InputRecord(int Partition, long Offset, long RecordTime, byte[]? Value);

/// <summary>One score record as it lies in the scores topic, in log order.</summary>
internal sealed record ScoreRecord(int Partition, long Offset, float Score, string Id, long Count);

/// <summary>A key state: what the changelog holds last for a key, or what the reference says.</summary>
internal sealed record StateRecord(long LastEventTime, long Count, float[] Vector);

/// <summary>All that the oracle reads from a broker about one application.</summary>
internal sealed class Evidence
{
    /// <summary>Input records by partition, in offset order.</summary>
    public required IReadOnlyList<InputRecord> Input { get; init; }

    /// <summary>Scores as a read_committed consumer sees them, in log order by scores partition.</summary>
    public required IReadOnlyList<ScoreRecord> Scores { get; init; }

    /// <summary>(Partition, offset) of the dead letters' source records.</summary>
    public required IReadOnlyList<(int Partition, long Offset)> DeadLetters { get; init; }

    /// <summary>Latest state per partition and key (hex); no entry after a tombstone. Null with the changelog off.</summary>
    public IReadOnlyDictionary<(int Partition, string Key), StateRecord>? States { get; init; }

    /// <summary>Marker per partition: the source offset it names.</summary>
    public IReadOnlyDictionary<int, long>? Markers { get; init; }

    /// <summary>The group's committed offset per partition; absent where there is none.</summary>
    public required IReadOnlyDictionary<int, long> Committed { get; init; }

    /// <summary>Topic partitions whose read_committed end stays below the read_uncommitted one: a transaction left open.</summary>
    public required IReadOnlyList<string> OpenTransactions { get; init; }
}
