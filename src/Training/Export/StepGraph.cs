using System.Runtime.InteropServices;
using Google.Protobuf;
using Streaming.Model.Artifact.Onnx;

namespace Streaming.Training.Export;

/// <summary>
/// Writes an ONNX graph node by node. Every node gives one value, named like the node, so that a viewer shows what the code says.
/// </summary>
internal sealed class StepGraph
{
    private readonly GraphProto _graph = new() { Name = "step" };

    /// <summary>Declares an input of N rows and returns its name.</summary>
    public string Input(string name, TensorProto.Types.DataType type, int columns)
    {
        _graph.Input.Add(Declaration(name, type, columns));
        return name;
    }

    /// <summary>Makes a value an output of N rows, under its name.</summary>
    public void Output(string name, string value, int columns)
    {
        Add("Identity", name, [value]);
        _graph.Output.Add(Declaration(name, TensorProto.Types.DataType.Float, columns));
    }

    /// <summary>A constant tensor of floats.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> dimensions) =>
        Constant(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), dimensions);

    /// <summary>A constant tensor of integers.</summary>
    public string Constant(string name, ReadOnlySpan<long> values, params ReadOnlySpan<int> dimensions) =>
        Constant(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), dimensions);

    /// <summary>A node without attributes.</summary>
    public string Apply(string operation, string name, params ReadOnlySpan<string> inputs)
    {
        Add(operation, name, inputs);
        return name;
    }

    /// <summary>x · weightsᵀ + addend, the weights in PyTorch's layout [outputs, inputs]; the addend is a bias or another product.</summary>
    public string Gemm(string name, string x, ReadOnlySpan<float> weights, int outputs, string addend)
    {
        var constant = Constant(name + ".weight", weights, outputs, weights.Length / outputs);
        Add("Gemm", name, [x, constant, addend]).Attribute.Add(Integer("transB", 1));
        return name;
    }

    /// <summary>The columns of several values side by side; one value stays as it is.</summary>
    public string Concat(string name, params ReadOnlySpan<string> values)
    {
        if (values.Length == 1)
        {
            return values[0];
        }

        Add("Concat", name, values).Attribute.Add(Integer("axis", 1));
        return name;
    }

    /// <summary>The columns of a value cut into parts of the given widths; a value of one part stays as it is.</summary>
    public string[] Split(string value, ReadOnlySpan<int> widths, params ReadOnlySpan<string> names)
    {
        if (widths.Length == 1)
        {
            return [value];
        }

        var sizes = new long[widths.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = widths[i];
        }

        var node = new NodeProto { OpType = "Split", Name = names[0] + ".split" };
        node.Input.Add(value);
        node.Input.Add(Constant(names[0] + ".widths", sizes, sizes.Length));
        foreach (var name in names)
        {
            node.Output.Add(name);
        }

        node.Attribute.Add(Integer("axis", 1));
        _graph.Node.Add(node);
        return names.ToArray();
    }

    /// <summary>Rows (axis 0) or columns (axis 1) of a value, picked by indices.</summary>
    public string Gather(string name, string value, string indices, int axis)
    {
        Add("Gather", name, [value, indices]).Attribute.Add(Integer("axis", axis));
        return name;
    }

    /// <summary>The logarithm of the sum of exponentials over an axis, which goes.</summary>
    public string LogSumExp(string name, string value, int axis)
    {
        var attributes = Add("ReduceLogSumExp", name, [value]).Attribute;
        var axes = new AttributeProto { Name = "axes", Type = AttributeProto.Types.AttributeType.Ints };
        axes.Ints.Add(axis);
        attributes.Add(axes);
        attributes.Add(Integer("keepdims", 0));
        return name;
    }

    /// <summary>Logarithms of the probabilities that logits stand for, over the columns.</summary>
    public string LogSoftmax(string name, string logits)
    {
        Add("LogSoftmax", name, [logits]).Attribute.Add(Integer("axis", 1));
        return name;
    }

    /// <summary>One column of a value per row, by the row's own index: [N, 1].</summary>
    public string Pick(string name, string value, string index)
    {
        Add("GatherElements", name, [value, index]).Attribute.Add(Integer("axis", 1));
        return name;
    }

    /// <summary>Sums the columns of a value, which stay one column.</summary>
    public string SumColumns(string name, string value)
    {
        Add("ReduceSum", name, [value, Constant(name + ".axes", [1L], 1)]).Attribute.Add(Integer("keepdims", 1));
        return name;
    }

    /// <summary>The whole model, without metadata.</summary>
    public ModelProto ToModel()
    {
        // IR 8 and operator set 17 are what the oldest runtimes in use still read; nothing here needs more.
        var model = new ModelProto { IrVersion = 8, ProducerName = "streaming-train", Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        return model;
    }

    private static ValueInfoProto Declaration(string name, TensorProto.Types.DataType type, int columns)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = columns });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }

    private static AttributeProto Integer(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    private string Constant(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> dimensions)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (var dimension in dimensions)
        {
            tensor.Dims.Add(dimension);
        }

        _graph.Initializer.Add(tensor);
        return name;
    }

    private NodeProto Add(string operation, string name, ReadOnlySpan<string> inputs)
    {
        var node = new NodeProto { OpType = operation, Name = name };
        foreach (var input in inputs)
        {
            node.Input.Add(input);
        }

        node.Output.Add(name);
        _graph.Node.Add(node);
        return node;
    }
}
