using System.Text.Json;
using System.Text.Json.Serialization;

namespace Streaming.Model.Artifact;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ModelInspection))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class InspectionJson : JsonSerializerContext;
