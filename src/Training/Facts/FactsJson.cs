using System.Text.Json.Serialization;
using Streaming.Training.Checking;
using Streaming.Training.Fitting;

namespace Streaming.Training.Facts;

/// <summary>Source-generated JSON of everything that training writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainingFacts))]
[JsonSerializable(typeof(FitSummary))]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class FactsJson : JsonSerializerContext;
