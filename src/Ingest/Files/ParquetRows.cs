using Parquet;

namespace Streaming.Ingest.Files;

/// <summary>The rows of a Parquet file as JSON objects, one row group in memory at a time. A null is left out, as an empty cell of a CSV file is.</summary>
internal sealed class ParquetRows : IFileRows
{
    // Dates as dates: a time of day that nobody wrote is not made up.
    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    private readonly string _file;
    private readonly int _maxRecordBytes;
    private readonly ParquetReader _reader;
    private readonly IParquetColumn[] _columns;
    private readonly JsonText _json = new();
    private int _nextGroup;
    private int _row;
    private int _rows;
    private long _number;

    public ParquetRows(FileStream stream, string file, int maxRecordBytes)
    {
        if (!stream.CanSeek)
        {
            throw new FileFormatException(file, 0, "expected a file, for Parquet is read from its end, found a pipe");
        }

        _file = file;
        _maxRecordBytes = maxRecordBytes;
        stream.Seek(0, SeekOrigin.Begin);
        _reader = Guard(() => ParquetReader.CreateAsync(stream, Options, leaveStreamOpen: true).GetAwaiter().GetResult());
        _columns = ParquetColumns.Of(_reader.Schema, file);
    }

    public bool TryRead(out FileRecord record)
    {
        while (_row == _rows)
        {
            if (_nextGroup == _reader.RowGroupCount)
            {
                record = default;
                return false;
            }

            LoadGroup();
        }

        Write(_row++);
        _number++;
        var fault = _json.Length > _maxRecordBytes ? Oversize.Fault(_file, _number, _json.Length, _maxRecordBytes) : default;
        record = new FileRecord(fault.IsFault ? _json.Written[..Math.Min(_json.Length, RowReader.KeptBytes)] : _json.Written, _json.Length, _number, fault);
        return true;
    }

    public void Dispose() => Wait(_reader.DisposeAsync());

    /// <summary>Waits for a read. The library reads by await alone; the bytes are a local file's, and the poll thread may block.</summary>
    internal static void Wait(ValueTask read)
    {
        if (read.IsCompleted)
        {
            read.GetAwaiter().GetResult();
        }
        else
        {
            read.AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Makes room for a row group; the array is kept for the next.</summary>
    internal static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }
    }

    private void LoadGroup() => Guard(() =>
    {
        using var group = _reader.OpenRowGroupReader(_nextGroup++);
        _rows = checked((int)group.RowCount);
        _row = 0;
        foreach (var column in _columns)
        {
            column.Load(group, _rows);
        }

        return true;
    });

    private void Write(int row)
    {
        _json.Clear();
        _json.Append((byte)'{');
        foreach (var column in _columns)
        {
            if (column.IsNull(row))
            {
                continue;
            }

            if (_json.Length > 1)
            {
                _json.Append((byte)',');
            }

            _json.Append(column.Member);
            column.Append(_json, row);
        }

        _json.Append((byte)'}');
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damage) when (damage is not OutOfMemoryException)
        {
            // Damaged bytes make the library throw whatever they lead it into.
            throw new FileFormatException(_file, 0, $"the Parquet data is cut or damaged behind row {_number} ({damage.Message})", damage);
        }
    }
}
