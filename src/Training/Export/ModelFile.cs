using Google.Protobuf;
using Streaming.Model.Artifact;
using Streaming.Model.Artifact.Onnx;

namespace Streaming.Training.Export;

/// <summary>Writes an artifact: a step graph and, as metadata, what the runtime needs to know of it.</summary>
internal static class ModelFile
{
    /// <summary>Puts the metadata in and writes the file, whole or not at all. Nothing in it depends on when or where it was written.</summary>
    public static void Write(string path, ModelProto model, ArtifactMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        metadata.WriteTo(model);
        var unfinished = path + ".tmp";
        File.WriteAllBytes(unfinished, model.ToByteArray());
        File.Move(unfinished, path, overwrite: true);
    }
}
