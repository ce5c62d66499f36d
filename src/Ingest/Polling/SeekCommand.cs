namespace Streaming.Ingest.Polling;

/// <summary>A queued seek: where to read from, and the epoch that marks what is read.</summary>
internal sealed record SeekCommand(int Partition, long Offset, int Epoch);
