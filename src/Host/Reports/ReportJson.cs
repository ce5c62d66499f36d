using System.Text.Json.Serialization;

namespace Streaming.Host.Reports;

/// <summary>Everything that is printed with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EffectiveConfiguration))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(Quality))]
[JsonSerializable(typeof(TopicsReport))]
[JsonSerializable(typeof(LoadReport))]
[JsonSerializable(typeof(GenerateReport))]
[JsonSerializable(typeof(DeadLettersReport))]
[JsonSerializable(typeof(DeadLetterRow))]
[JsonSerializable(typeof(RetryReport))]
[JsonSerializable(typeof(ThresholdReport))]
[JsonSerializable(typeof(StateListReport))]
[JsonSerializable(typeof(KeyStateReport))]
[JsonSerializable(typeof(StateRemovalReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
