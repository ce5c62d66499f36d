using System.IO.Compression;

namespace Streaming.Ingest.Files;

/// <summary>
/// Reads files one after another as records, in the form in which they would stand in a topic: CSV, JSON lines and Parquet, the first two
/// also compressed with gzip. Streams in bounded memory. Not thread-safe.
/// </summary>
/// <remarks>
/// CSV rows become JSON objects with the header's names: a cell that is a JSON number keeps its digits, an empty cell is left out, all else
/// is a string. What is wrong with one row alone makes a record with a fault, to be counted as a dead letter: another number of cells than
/// the header has, a row above the size limit. What makes the rows themselves unsure ends the reading with a
/// <see cref="FileFormatException"/>: a quote that never closes, data cut or damaged, a header that names no columns. Empty lines are no rows.
/// </remarks>
public sealed class FileRecordReader : IDisposable
{
    private readonly string[] _paths;
    private readonly int _maxRecordBytes;
    private int _opened;
    private long _bytesBefore;
    private InputStream? _input;
    private IFileRows? _rows;
    private FileRecord _current;

    /// <summary>Reads <paramref name="paths"/> in the given order.</summary>
    /// <param name="paths">The files; each must exist.</param>
    /// <param name="maxRecordBytes">The largest row that is read; one above it becomes a record with a fault. 256 KiB unless set.</param>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    public FileRecordReader(IEnumerable<string> paths, int maxRecordBytes = 256 * 1024)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRecordBytes);
        _paths = [.. paths];
        _maxRecordBytes = maxRecordBytes;
        TotalBytes = _paths.Sum(path => new FileInfo(path).Length);
        File = _paths.Length > 0 ? _paths[0] : "";
    }

    /// <summary>The file that is being read.</summary>
    public string File { get; private set; }

    /// <summary>Size of all files on disk, compressed as they are.</summary>
    public long TotalBytes { get; }

    /// <summary>Bytes read of <see cref="TotalBytes"/>.</summary>
    public long BytesRead => _bytesBefore + (_input?.BytesRead ?? 0);

    /// <summary>Records read so far, of all files, with those at fault.</summary>
    public long Rows { get; private set; }

    /// <summary>The record last read; its value is valid until the next <see cref="Read"/>.</summary>
    public ref readonly FileRecord Current => ref _current;

    /// <summary>Goes to the next record; false behind the last one of the last file.</summary>
    /// <exception cref="FileFormatException">The file cannot be read any further.</exception>
    public bool Read()
    {
        for (var rows = _rows ?? OpenNext(); rows is not null; rows = OpenNext())
        {
            if (rows.TryRead(out _current))
            {
                Rows++;
                return true;
            }

            Close();
        }

        return false;
    }

    /// <summary>Closes the open file.</summary>
    public void Dispose() => Close();

    private IFileRows? OpenNext()
    {
        if (_opened == _paths.Length)
        {
            return null;
        }

        File = _paths[_opened++];
        _input = new InputStream(new FileStream(
            File, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, BufferSize = 0, Options = FileOptions.SequentialScan }));
        return _rows = Open(_input, File, _maxRecordBytes);
    }

    private static IFileRows Open(InputStream input, string file, int maxRecordBytes)
    {
        var content = input;
        var head = input.Peek();
        if (FileFormats.IsGzip(head))
        {
            content = new InputStream(new GZipStream(input, CompressionMode.Decompress));
            head = PeekCompressed(content, file);
        }
        else if (file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new FileFormatException(file, 0, "expected gzip data as the name says, found something else");
        }

        return FileFormats.Detect(file, head) switch
        {
            FileFormat.JsonLines => new JsonLineRows(content, file, maxRecordBytes),
            FileFormat.Csv => new CsvRows(content, file, maxRecordBytes),
            _ => throw new FileFormatException(file, 0, "expected CSV or JSON lines, found Parquet"),
        };
    }

    private static ReadOnlySpan<byte> PeekCompressed(InputStream content, string file)
    {
        try
        {
            return content.Peek();
        }
        catch (InvalidDataException damage)
        {
            throw new FileFormatException(file, 1, $"the gzip data is cut or damaged ({damage.Message})", damage);
        }
    }

    private void Close()
    {
        _bytesBefore = BytesRead;
        _rows?.Dispose();
        _input?.Dispose();
        _rows = null;
        _input = null;
    }
}
