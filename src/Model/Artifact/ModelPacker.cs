using Google.Protobuf;
using Streaming.Model.Schema;

namespace Streaming.Model.Artifact;

/// <summary>Makes an artifact of a model from elsewhere: adds the metadata, and proves by loading that the result can be run.</summary>
public static class ModelPacker
{
    /// <summary>The cut of a model that nobody has calibrated yet.</summary>
    public const float DefaultThreshold = 0.5f;

    /// <summary>Packs a model.</summary>
    /// <param name="model">The ONNX file; graph and other metadata stay as they are.</param>
    /// <param name="schema">What its inputs are made of.</param>
    /// <param name="name">What people will call it.</param>
    /// <param name="threshold">The cut, 0..1.</param>
    /// <param name="cell">The recurrent cell, for a person; null keeps what the file says.</param>
    /// <returns>The artifact's bytes.</returns>
    /// <exception cref="ModelException">The result could not be run; the message says what was expected and what was found.</exception>
    public static byte[] Pack(byte[] model, FeatureSchema schema, string name, float threshold = DefaultThreshold, string? cell = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schema);
        var parsed = OnnxFile.Parse(model);
        var former = ArtifactMetadata.Find(parsed);

        // Facts of a training hold for the features it saw; under another schema they would be wrong.
        var training = former is not null && FeatureSchema.Parse(former.Schema).Equals(schema) ? former.Training : null;
        var text = System.Text.Encoding.UTF8.GetString(schema.Canonical);
        return Write(parsed, new ArtifactMetadata(text, name, threshold, cell ?? former?.Cell, training));
    }

    /// <summary>The same artifact with another cut: a new model id, the same state id.</summary>
    /// <exception cref="ModelException">The bytes are no artifact, or the threshold is outside 0..1.</exception>
    public static byte[] WithThreshold(byte[] artifact, float threshold)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        var parsed = OnnxFile.Parse(artifact);
        return Write(parsed, ArtifactMetadata.Read(parsed) with { Threshold = threshold });
    }

    /// <summary>Packs a file with a schema file into another file.</summary>
    /// <param name="modelPath">The model.</param>
    /// <param name="schemaPath">The schema.</param>
    /// <param name="outPath">The artifact; replaced in one go if it exists.</param>
    /// <param name="name">What people will call it; null: the model's file name.</param>
    /// <param name="threshold">The cut, 0..1.</param>
    /// <param name="cell">The recurrent cell, for a person; null keeps what the file says.</param>
    /// <returns>What was packed.</returns>
    /// <exception cref="ModelException">A file cannot be read or written, or the result could not be run.</exception>
    public static ModelInspection PackFile(
        string modelPath, string schemaPath, string outPath, string? name = null, float threshold = DefaultThreshold, string? cell = null)
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        ArgumentNullException.ThrowIfNull(schemaPath);
        ArgumentNullException.ThrowIfNull(outPath);
        var schema = FeatureSchema.Load(schemaPath);
        try
        {
            var artifact = Pack(OnnxFile.Read(modelPath), schema, name ?? Path.GetFileNameWithoutExtension(modelPath), threshold, cell);
            OnnxFile.Write(outPath, artifact);
            using var loaded = StepModel.Load(artifact);
            return ModelInspection.Of(loaded);
        }
        catch (ModelException exception)
        {
            throw new ModelException($"{modelPath}: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a copy of an artifact with another cut; its state id is the same.</summary>
    /// <param name="modelPath">The artifact.</param>
    /// <param name="outPath">The copy; replaced in one go if it exists.</param>
    /// <param name="threshold">The cut, 0..1.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ModelException">A file cannot be read or written, or is no artifact.</exception>
    public static ModelInspection CopyWithThreshold(string modelPath, string outPath, float threshold)
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        ArgumentNullException.ThrowIfNull(outPath);
        var artifact = WithThreshold(OnnxFile.Read(modelPath), threshold);
        OnnxFile.Write(outPath, artifact);
        using var loaded = StepModel.Load(artifact);
        return ModelInspection.Of(loaded);
    }

    private static byte[] Write(Onnx.ModelProto model, ArtifactMetadata metadata)
    {
        metadata.WriteTo(model);
        var artifact = model.ToByteArray();
        using var loaded = StepModel.Load(artifact);
        return artifact;
    }
}
