using Streaming.Model.Artifact.Onnx;

namespace Streaming.Model.Artifact;

/// <summary>Everything in a model, however deep: bodies of loops and branches, and the model's own functions, are part of it.</summary>
internal static class GraphWalk
{
    public static IEnumerable<GraphProto> Graphs(ModelProto model) =>
        Nested(model.Graph).Concat(model.Functions.SelectMany(function => function.Node).SelectMany(GraphsOf));

    public static IEnumerable<NodeProto> Nodes(ModelProto model) =>
        Graphs(model).SelectMany(graph => graph.Node).Concat(model.Functions.SelectMany(function => function.Node));

    public static IEnumerable<AttributeProto> Attributes(ModelProto model) =>
        Nodes(model).SelectMany(node => node.Attribute).Concat(model.Functions.SelectMany(function => function.AttributeProto));

    public static IEnumerable<TensorProto> Tensors(ModelProto model) =>
        Graphs(model).SelectMany(TensorsOf).Concat(Attributes(model).SelectMany(TensorsOf));

    private static IEnumerable<GraphProto> Nested(GraphProto graph) => graph.Node.SelectMany(GraphsOf).Prepend(graph);

    private static IEnumerable<GraphProto> GraphsOf(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Append(attribute.G)).SelectMany(Nested);

    private static IEnumerable<TensorProto> TensorsOf(GraphProto graph) =>
        graph.Initializer.Concat(graph.SparseInitializer.SelectMany(TensorsOf));

    private static IEnumerable<TensorProto> TensorsOf(AttributeProto attribute)
    {
        var tensors = attribute.Tensors.Concat(attribute.SparseTensors.SelectMany(TensorsOf));
        if (attribute.SparseTensor is not null)
        {
            tensors = tensors.Concat(TensorsOf(attribute.SparseTensor));
        }

        return attribute.T is null ? tensors : tensors.Append(attribute.T);
    }

    private static IEnumerable<TensorProto> TensorsOf(SparseTensorProto sparse)
    {
        if (sparse.Values is not null)
        {
            yield return sparse.Values;
        }

        if (sparse.Indices is not null)
        {
            yield return sparse.Indices;
        }
    }
}
