using Streaming.Inference.Ports;

namespace Streaming.Ingest.Ranges;

/// <summary>A range of a topic as a recorded input: its partitions merged by event time, each key's events in its partition's order.</summary>
/// <param name="reader">The range; disposed with this.</param>
/// <param name="cancellationToken">Ends the waiting for the brokers.</param>
public sealed class TopicHistory(TopicRangeReader reader, CancellationToken cancellationToken) : IRecordHistory
{
    /// <inheritdoc />
    public double Share => reader.Share;

    /// <inheritdoc />
    /// <exception cref="Streaming.Ingest.IngestException">Reading cannot go on.</exception>
    public bool TryRead(out RecordedEvent record)
    {
        if (reader.TryRead(out var read, cancellationToken))
        {
            record = new RecordedEvent(read.Value, read.Value?.Length ?? -1, read.RecordTime, read.Offset, Fault: default);
            return true;
        }

        record = default;
        return false;
    }

    /// <inheritdoc />
    public void Dispose() => reader.Dispose();
}
