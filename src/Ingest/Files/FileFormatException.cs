namespace Streaming.Ingest.Files;

/// <summary>A file that cannot be read any further: what was expected, what was found and where. Every row before it has been read.</summary>
public sealed class FileFormatException : Exception
{
    /// <summary>Says what is wrong in which line; <paramref name="line"/> is 0 where lines mean nothing.</summary>
    public FileFormatException(string file, long line, string problem, Exception? innerException = null)
        : base(line > 0 ? $"{file}, line {line}: {problem}" : $"{file}: {problem}", innerException)
    {
        File = file;
        Line = line;
    }

    /// <summary>The file as it was named.</summary>
    public string File { get; }

    /// <summary>The line, from 1; 0 where lines mean nothing.</summary>
    public long Line { get; }
}
