using Streaming.Inference.Reports;

namespace Streaming.Host.Monitoring;

/// <summary><c>/partitions</c>.</summary>
internal sealed record PartitionList(string Topic, IReadOnlyList<PartitionReport> Partitions);
