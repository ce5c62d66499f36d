using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Streaming.Model.Artifact.Onnx;
using Streaming.Model.Schema;

namespace Streaming.Model.Artifact;

/// <summary>The two names of an artifact: which file it is, and whose key states it can go on with.</summary>
internal static class ArtifactIdentity
{
    private const int Bytes = 6;

    /// <summary>First 12 hex digits of the file's SHA-256.</summary>
    public static string ModelId(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, Bytes));

    /// <summary>First 12 hex digits of the SHA-256 over everything that decides what a hidden state means: graph and schema.</summary>
    public static string StateId(ModelProto model, FeatureSchema schema)
    {
        var graph = WithoutNotes(model).ToByteArray();
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, graph.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // The length keeps the two parts apart: no graph and schema can be cut elsewhere to the same bytes.
        hash.AppendData(length);
        hash.AppendData(graph);
        hash.AppendData(schema.Canonical);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Bytes));
    }

    // Fields are written in the order of their numbers, so equal graphs give equal bytes. What people and tools note beside the graph
    // (metadata, documentation, who exported it and when) decides nothing and is left out.
    private static ModelProto WithoutNotes(ModelProto model)
    {
        var bare = new ModelProto { Graph = model.Graph.Clone() };
        bare.OpsetImport.Add(model.OpsetImport);
        bare.Functions.Add(model.Functions.Select(function => function.Clone()));
        bare.Graph.ClearName();
        foreach (var graph in GraphWalk.Graphs(bare))
        {
            graph.ClearDocString();
            graph.MetadataProps.Clear();
            foreach (var value in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))
            {
                value.ClearDocString();
                value.MetadataProps.Clear();
            }
        }

        foreach (var function in bare.Functions)
        {
            function.ClearDocString();
            function.MetadataProps.Clear();
        }

        foreach (var node in GraphWalk.Nodes(bare))
        {
            node.ClearDocString();
            node.MetadataProps.Clear();
        }

        foreach (var attribute in GraphWalk.Attributes(bare))
        {
            attribute.ClearDocString();
        }

        foreach (var tensor in GraphWalk.Tensors(bare))
        {
            tensor.ClearDocString();
            tensor.MetadataProps.Clear();
        }

        return bare;
    }
}
