using System.IO.Compression;
using System.Text;
using Streaming.Ingest.Files;

namespace Streaming.Ingest.Tests.Files;

/// <summary>A folder of files that goes away with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-files-");

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    public static byte[] Gzip(params IEnumerable<byte[]> members)
    {
        var joined = new MemoryStream();
        foreach (var member in members)
        {
            using var gzip = new GZipStream(joined, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(member);
        }

        return joined.ToArray();
    }

    public static List<(string Value, long Line, string? Reason)> ReadAll(params string[] paths)
    {
        using var reader = new FileRecordReader(paths);
        return ReadAll(reader);
    }

    public static List<(string Value, long Line, string? Reason)> ReadAll(FileRecordReader reader)
    {
        var records = new List<(string, long, string?)>();
        while (reader.Read())
        {
            records.Add((Encoding.UTF8.GetString(reader.Current.Value.Span), reader.Current.Line, reader.Current.Fault.Reason));
        }

        return records;
    }
}
