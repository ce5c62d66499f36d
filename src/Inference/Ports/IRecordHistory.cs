namespace Streaming.Inference.Ports;

/// <summary>
/// A recorded input that ends: files, or ranges of a topic's partitions. It gives the same records in the same order each time it is read,
/// and every key's in the order in which the live path would see them. One thread at a time.
/// </summary>
public interface IRecordHistory : IDisposable
{
    /// <summary>The next record; false at the end.</summary>
    bool TryRead(out RecordedEvent record);

    /// <summary>How much has been read, 0..1. Any thread.</summary>
    double Share { get; }
}
