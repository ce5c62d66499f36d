using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Streaming.Model.Tests;

/// <summary>The repository's schemas, and the public files beside it where they are there.</summary>
internal static class Samples
{
    public static string Root { get; } = FindRoot();

    public static string SchemaPath(string name) => Path.Combine(Root, "schemas", name);

    public static string[] SchemaFiles => ["transactions.json", "handbook.json", "ibm-tabformer.json", "sparkov.json"];

    /// <summary>Rows of a public CSV file as JSON events, members strings throughout; skips the test where the file is absent.</summary>
    [SuppressMessage("Usage", "xUnit1051", Justification = "Files of a few megabytes.")]
    public static IEnumerable<byte[]> Events(string file, int most = int.MaxValue)
    {
        var path = Path.Combine(Root, "..", "shared", "data", file);
        Assert.SkipUnless(File.Exists(path), $"The public file {file} is not on this machine.");
        return Read(path, most);
    }

    private static IEnumerable<byte[]> Read(string path, int most)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), System.Text.Encoding.UTF8);
        var header = SplitRow(reader.ReadLine() ?? "");
        for (var count = 0; count < most && reader.ReadLine() is { } line; count++)
        {
            var cells = SplitRow(line);
            yield return JsonSerializer.SerializeToUtf8Bytes(header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
        }
    }

    // These files hold quoted commas and no quoted line breaks.
    private static List<string> SplitRow(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run below the folder of Streaming.sln.");
    }
}
