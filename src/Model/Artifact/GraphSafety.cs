using Streaming.Model.Artifact.Onnx;

namespace Streaming.Model.Artifact;

/// <summary>What no model may contain, whoever made it: a model file is code, and is read as such.</summary>
internal static class GraphSafety
{
    /// <summary>The oldest operator set that is run.</summary>
    public const long MinOpset = 17;

    private static readonly string[] _standardDomains = ["", "ai.onnx", "ai.onnx.ml"];

    /// <summary>Adds a line for everything that forbids running the model.</summary>
    public static void Check(ModelProto model, List<string> problems)
    {
        if (Opset(model) is var opset and < MinOpset)
        {
            problems.Add($"operator set: expected {MinOpset} or later, found {opset}");
        }

        foreach (var tensor in GraphWalk.Tensors(model).Where(IsExternal).Take(1))
        {
            problems.Add(
                $"weight '{tensor.Name}': expected its values inside the file, found external data. Export all weights into the "
                + "one file (external_data=False in torch.onnx.export)");
        }

        foreach (var node in GraphWalk.Nodes(model).Where(node => !IsKnown(model, node)).DistinctBy(node => (node.Domain, node.OpType)))
        {
            problems.Add($"node '{node.Name}': expected an operator of ONNX itself, found the custom operator {node.Domain}::{node.OpType}");
        }

        CheckFinite(model, problems);
    }

    /// <summary>The version of the standard operator set; 0 if none is named.</summary>
    public static long Opset(ModelProto model) =>
        model.OpsetImport.Where(import => import.Domain is "" or "ai.onnx").Select(import => import.Version).DefaultIfEmpty().Max();

    private static void CheckFinite(ModelProto model, List<string> problems)
    {
        foreach (var tensor in GraphWalk.Tensors(model).Where(TensorContents.HasNonFinite).Take(1))
        {
            problems.Add($"weight '{tensor.Name}': expected finite numbers, found NaN or an infinity");
        }

        foreach (var node in GraphWalk.Nodes(model).Where(node => node.Attribute.Any(HasNonFinite)).Take(1))
        {
            problems.Add($"node '{node.Name}' ({node.OpType}): expected finite constants, found NaN or an infinity");
        }
    }

    private static bool HasNonFinite(AttributeProto attribute) =>
        !float.IsFinite(attribute.F) || !attribute.Floats.All(float.IsFinite);

    private static bool IsExternal(TensorProto tensor) =>
        tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0;

    private static bool IsKnown(ModelProto model, NodeProto node) =>
        _standardDomains.Contains(node.Domain)
        || model.Functions.Any(function => function.Domain == node.Domain && function.Name == node.OpType);
}
