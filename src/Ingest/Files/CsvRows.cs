using System.Globalization;
using Streaming.Model.Encoding;

namespace Streaming.Ingest.Files;

/// <summary>
/// CSV as JSON objects with the header's names. A cell that is a JSON number token is written as this number, digit by digit; any other
/// cell as a string; an empty one is left out, for it says that the value is missing. A row with too few or too many cells is a fault of
/// this row; what makes the rows themselves unsure (a quote in the wrong place, cut data) ends the file with a <see cref="FileFormatException"/>.
/// </summary>
internal sealed class CsvRows : IFileRows
{
    private readonly string _file;
    private readonly int _maxRecordBytes;
    private readonly RowReader _rows;
    private readonly CsvHeader _header;
    private readonly JsonText _json = new();
    private byte[] _scratch = [];

    public CsvRows(Stream stream, string file, int maxRecordBytes)
    {
        _file = file;
        _maxRecordBytes = maxRecordBytes;
        _rows = new RowReader(stream, file, quotes: true, maxRecordBytes);
        _header = CsvHeader.Read(_rows, file);
    }

    public bool TryRead(out FileRecord record)
    {
        if (!_rows.Read())
        {
            record = default;
            return false;
        }

        var fault = _rows.IsCut ? Oversize.Fault(_file, _rows.Line, _rows.Size, _maxRecordBytes) : Convert(_rows.Row.Span);
        record = fault.IsFault
            ? new FileRecord(_rows.Row[..Math.Min(_rows.Row.Length, RowReader.KeptBytes)], Oversize.Clamp(_rows.Size), _rows.Line, fault)
            : new FileRecord(_json.Written, _json.Length, _rows.Line, default);
        return true;
    }

    public void Dispose() => _rows.Dispose();

    private RecordFault Convert(ReadOnlySpan<byte> row)
    {
        if (_rows.HasQuotes && _scratch.Length < row.Length)
        {
            _scratch = new byte[row.Length * 2];
        }

        var members = _header.Members;
        var column = 0;
        _json.Clear();
        _json.Append((byte)'{');
        for (var cells = new CsvCells(row, _scratch); cells.MoveNext(); column++)
        {
            if (column < members.Length && !cells.Current.IsEmpty && members[column] is { Length: > 0 } member)
            {
                if (_json.Length > 1)
                {
                    _json.Append((byte)',');
                }

                _json.Append(member);
                AppendValue(cells.Current);
            }
        }

        _json.Append((byte)'}');
        return column == members.Length
            ? default
            : new RecordFault(
                FaultReason.BadRow,
                string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(_file)}, line {_rows.Line}: expected {members.Length} cells, found {column}"));
    }

    private void AppendValue(ReadOnlySpan<byte> cell)
    {
        if (JsonNumber.Is(cell))
        {
            _json.Append(cell);
        }
        else
        {
            _json.AppendString(cell);
        }
    }
}
