using Google.Protobuf;
using Streaming.Model.Artifact.Onnx;

namespace Streaming.Model.Artifact;

/// <summary>The file as bytes, and the bytes as a model. Nothing but this one file is ever opened.</summary>
internal static class OnnxFile
{
    /// <summary>Largest artifact that is read: 256 MiB. A step model has kilobytes; a table of a million embeddings still fits.</summary>
    public const int MaxBytes = 256 * 1024 * 1024;

    /// <summary>Reads the whole file.</summary>
    public static byte[] Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(file);
            if (length is 0 or > MaxBytes)
            {
                throw new ModelException($"expected an ONNX file of 1 byte to {MaxBytes} bytes, found {length} bytes");
            }

            var bytes = new byte[length];
            for (var read = 0; read < bytes.Length;)
            {
                var count = RandomAccess.Read(file, bytes.AsSpan(read), read);
                read += count > 0 ? count : throw new ModelException("the file became shorter while it was read");
            }

            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ModelException($"expected a readable ONNX file: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the file in one go: a reader sees the old one or the whole new one.</summary>
    public static void Write(string path, byte[] bytes)
    {
        var partial = path + ".partial";
        try
        {
            File.WriteAllBytes(partial, bytes);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }

            throw new ModelException($"{path} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Parses the bytes.</summary>
    public static ModelProto Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaxBytes)
        {
            throw new ModelException($"expected an ONNX file of 1 byte to {MaxBytes} bytes, found {bytes.Length} bytes");
        }

        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new ModelException($"expected an ONNX model, found bytes that are none: {exception.Message}", exception);
        }

        return model.Graph is { Node.Count: > 0 } ? model : throw new ModelException("expected an ONNX model with a graph, found none");
    }
}
