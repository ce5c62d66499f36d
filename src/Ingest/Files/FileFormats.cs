namespace Streaming.Ingest.Files;

/// <summary>Tells formats apart: magic numbers first, then the name's extension, then the first character.</summary>
internal static class FileFormats
{
    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    /// <summary>Whether a file that begins with <paramref name="head"/> is compressed.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith(Gzip);

    /// <summary>The format of a file that begins with <paramref name="head"/> (after decompression).</summary>
    public static FileFormat Detect(string path, ReadOnlySpan<byte> head)
    {
        Refuse(path, head);
        if (head.StartsWith("PAR1"u8))
        {
            return FileFormat.Parquet;
        }

        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        var first = head[(head.StartsWith("\uFEFF"u8) ? 3 : 0)..].TrimStart(" \t\r\n"u8);
        switch (Path.GetExtension(name).ToUpperInvariant())
        {
            case ".CSV":
                return FileFormat.Csv;
            case ".JSONL" or ".NDJSON":
                return FileFormat.JsonLines;
            case ".JSON" when first.StartsWith("["u8):
                throw new FileFormatException(path, 1, "expected one JSON object per line (JSON lines), found an array");
            case ".JSON":
                return FileFormat.JsonLines;
            case ".PARQUET":
                throw new FileFormatException(path, 0, "expected a Parquet file, but it does not begin with PAR1");
            default:
                return first.StartsWith("{"u8) ? FileFormat.JsonLines : FileFormat.Csv;
        }
    }

    private static void Refuse(string path, ReadOnlySpan<byte> head)
    {
        var found =
            head.StartsWith("PK\u0003\u0004"u8) ? "a zip archive"
            : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "a zstd file"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']) ? "an xz file"
            : head.StartsWith("BZh"u8) ? "a bzip2 file"
            : IsGzip(head) ? "gzip inside gzip"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? "UTF-16 text"
            : null;
        if (found is not null)
        {
            throw new FileFormatException(path, 0, $"expected CSV or JSON lines in UTF-8, plain or gzip, or Parquet, found {found}");
        }
    }
}
