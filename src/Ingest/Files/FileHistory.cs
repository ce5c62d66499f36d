using Streaming.Inference.Ports;

namespace Streaming.Ingest.Files;

/// <summary>Files, one after another in the given order, as a recorded input. A record's offset is its row over all files, from 0.</summary>
public sealed class FileHistory : IRecordHistory
{
    private readonly FileRecordReader _reader;
    private readonly List<(string Path, long Row)> _starts = [];
    private long _bytesRead;
    private int _files;

    /// <summary>Reads <paramref name="paths"/> in the given order.</summary>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    public FileHistory(IEnumerable<string> paths, int maxRecordBytes) => _reader = new FileRecordReader(paths, maxRecordBytes);

    /// <inheritdoc />
    public double Share => _reader.TotalBytes == 0 ? 1 : Volatile.Read(ref _bytesRead) / (double)_reader.TotalBytes;

    /// <summary>The files that have been begun, and the row with which each begins. When all is read.</summary>
    public IReadOnlyList<(string Path, long Row)> Starts => _starts;

    /// <inheritdoc />
    /// <exception cref="FileFormatException">A file cannot be read any further.</exception>
    public bool TryRead(out RecordedEvent record)
    {
        var goesOn = _reader.Read();
        Volatile.Write(ref _bytesRead, _reader.BytesRead);
        if (goesOn && _files != _reader.Opened)
        {
            _files = _reader.Opened;
            _starts.Add((_reader.File, _reader.Rows - 1));
        }

        ref readonly var row = ref _reader.Current;
        record = goesOn ? new RecordedEvent(row.Value, row.Size, RecordTime: -1, _reader.Rows - 1, row.Fault) : default;
        return goesOn;
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();
}
