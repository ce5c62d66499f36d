namespace Streaming.Host.Monitoring.Snapshots;

/// <summary>The model in use; <c>/model</c> has more.</summary>
internal sealed record SnapshotModel(string Name, string ModelId, string StateId, float Threshold);
