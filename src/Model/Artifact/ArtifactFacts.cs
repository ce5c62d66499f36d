using Streaming.Model.Artifact.Onnx;

namespace Streaming.Model.Artifact;

/// <summary>What is kept of an artifact's file for people to look at, once the graph has been handed to ONNX Runtime.</summary>
internal sealed record ArtifactFacts(
    string ModelId,
    string StateId,
    IReadOnlyList<TensorDeclaration> Inputs,
    IReadOnlyList<TensorDeclaration> Outputs,
    IReadOnlyList<Embedding> Embeddings,
    long Parameters,
    long FileBytes,
    long Opset,
    string Producer)
{
    public static ArtifactFacts Of(
        ModelProto model, StepSignature signature, IReadOnlyList<Embedding> embeddings, long fileBytes, string modelId, string stateId) =>
        new(
            modelId,
            stateId,
            signature.Inputs,
            signature.Outputs,
            embeddings,
            GraphWalk.Tensors(model).Where(TensorContents.IsFloat).Sum(TensorContents.Count),
            fileBytes,
            GraphSafety.Opset(model),
            $"{model.ProducerName} {model.ProducerVersion}".Trim());
}
