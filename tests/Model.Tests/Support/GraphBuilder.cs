using System.Runtime.InteropServices;
using Google.Protobuf;
using Streaming.Model.Artifact.Onnx;
using static Streaming.Model.Artifact.Onnx.TensorProto.Types;

namespace Streaming.Model.Tests.Support;

/// <summary>Writes ONNX graphs by hand.</summary>
internal sealed class GraphBuilder
{
    public ModelProto Model { get; } = new()
    {
        IrVersion = 8,
        ProducerName = "tests",
        ProducerVersion = "1",
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 18 } },
        Graph = new GraphProto { Name = "step" },
    };

    public GraphBuilder Input(string name, DataType type, params object[] shape)
    {
        Model.Graph.Input.Add(Value(name, type, shape));
        return this;
    }

    public GraphBuilder Output(string name, DataType type, params object[] shape)
    {
        Model.Graph.Output.Add(Value(name, type, shape));
        return this;
    }

    public GraphBuilder Weight(string name, float[] values, params long[] dims)
    {
        Model.Graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)DataType.Float,
            Dims = { dims },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
        });
        return this;
    }

    public GraphBuilder Integers(string name, long[] values, params long[] dims)
    {
        Model.Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)DataType.Int64, Dims = { dims }, Int64Data = { values } });
        return this;
    }

    public GraphBuilder Node(string type, string[] inputs, string[] outputs, params AttributeProto[] attributes)
    {
        Model.Graph.Node.Add(new NodeProto { OpType = type, Name = $"{type}_{outputs[0]}", Input = { inputs }, Output = { outputs }, Attribute = { attributes } });
        return this;
    }

    public static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static ValueInfoProto Value(string name, DataType type, params object[] shape)
    {
        var declared = new TensorShapeProto();
        foreach (var size in shape)
        {
            declared.Dim.Add(size is string symbol
                ? new TensorShapeProto.Types.Dimension { DimParam = symbol }
                : new TensorShapeProto.Types.Dimension { DimValue = (int)size });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = declared } } };
    }
}
