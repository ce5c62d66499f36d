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
    // Unbuffered: the rows have buffers of their own, and the file's position is the progress.
    private static readonly FileStreamOptions Options = new()
    {
        Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, BufferSize = 0, Options = FileOptions.SequentialScan,
    };

    private readonly string[] _paths;
    private readonly int _maxRecordBytes;
    private int _opened;
    private long _bytesBefore;
    private FileStream? _file;
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

    /// <summary>How many files have been opened.</summary>
    internal int Opened => _opened;

    /// <summary>Size of all files on disk, compressed as they are.</summary>
    public long TotalBytes { get; }

    /// <summary>Bytes read of <see cref="TotalBytes"/>.</summary>
    public long BytesRead => _bytesBefore + (_file is { CanSeek: true } ? _file.Position : 0);

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
        _file = new FileStream(File, Options);
        return _rows = Open(_file, File, _maxRecordBytes);
    }

    private static IFileRows Open(FileStream file, string path, int maxRecordBytes)
    {
        var content = new InputStream(file);
        var head = content.Peek();
        var isCompressed = FileFormats.IsGzip(head);
        if (isCompressed)
        {
            content = new InputStream(new GZipStream(content, CompressionMode.Decompress));
            head = PeekCompressed(content, path);
        }
        else if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new FileFormatException(path, 0, "expected gzip data as the name says, found something else");
        }

        return FileFormats.Detect(path, head) switch
        {
            FileFormat.Csv => new CsvRows(content, path, maxRecordBytes),
            FileFormat.JsonLines => new JsonLineRows(content, path, maxRecordBytes),
            _ when isCompressed => throw new FileFormatException(path, 0, "expected a Parquet file as it is, found one inside gzip"),
            _ => new ParquetRows(file, path, maxRecordBytes),
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
        _bytesBefore += _file is { CanSeek: true } ? _file.Length : 0;
        _rows?.Dispose();
        _file?.Dispose();
        _rows = null;
        _file = null;
    }
}
