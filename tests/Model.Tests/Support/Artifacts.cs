using Google.Protobuf;
using Streaming.Model.Artifact;
using Streaming.Model.Artifact.Onnx;
using Streaming.Model.Schema;

namespace Streaming.Model.Tests.Support;

/// <summary>Artifacts written without any check, so that bad ones can be made too.</summary>
internal static class Artifacts
{
    public static byte[] Of(ModelProto model, FeatureSchema schema, string name = "tiny", float threshold = 0.5f)
    {
        new ArtifactMetadata(System.Text.Encoding.UTF8.GetString(schema.Canonical), name, threshold).WriteTo(model);
        return model.ToByteArray();
    }

    /// <summary>The tiny GRU, changed.</summary>
    public static byte[] Gru(Action<ModelProto>? change = null)
    {
        var model = StepGraphs.Gru();
        change?.Invoke(model);
        return Of(model, Schemas.Of(StepGraphs.Features));
    }
}
