
namespace Streaming.Ingest.Files;

/// <summary>JSON lines: every line is handed on as it is. What is in it, the encoder judges.</summary>
internal sealed class JsonLineRows(Stream stream, string file, int maxRecordBytes) : IFileRows
{
    private readonly RowReader _rows = new(stream, file, quotes: false, maxRecordBytes);

    public bool TryRead(out FileRecord record)
    {
        if (!_rows.Read())
        {
            record = default;
            return false;
        }

        var fault = _rows.IsCut ? Oversize.Fault(file, _rows.Line, _rows.Size, maxRecordBytes) : default;
        record = new FileRecord(_rows.Row, Oversize.Clamp(_rows.Size), _rows.Line, fault);
        return true;
    }

    public void Dispose() => _rows.Dispose();
}
