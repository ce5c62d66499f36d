using System.Text.Json.Serialization;
using Streaming.Training.Checking;
using Streaming.Training.Commands;
using Streaming.Training.Fitting;
using Streaming.Training.Reporting;

namespace Streaming.Training.Facts;

/// <summary>Source-generated JSON of everything that training writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(TrainingFacts))]
[JsonSerializable(typeof(FitSummary))]
[JsonSerializable(typeof(FitReport))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(EffectiveConfiguration))]
internal sealed partial class FactsJson : JsonSerializerContext;
