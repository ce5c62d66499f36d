using System.Text.Json.Serialization;
using Streaming.Host.Monitoring.Snapshots;
using Streaming.Inference.Reports;

namespace Streaming.Host.Monitoring;

/// <summary>Everything that is served as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(PartitionList))]
[JsonSerializable(typeof(HeldState))]
[JsonSerializable(typeof(KeyQuestion))]
internal sealed partial class MonitoringJson : JsonSerializerContext;
