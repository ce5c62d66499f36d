using Streaming.Inference.Batches;

namespace Streaming.Ingest.Files;

/// <summary>
/// Cuts a stream into rows at LF, CRLF or CR, in CSV not inside of quotes. Rows of any length pass in bounded memory: of one above the
/// limit only the first 64 KiB are kept. Empty rows are skipped.
/// </summary>
internal sealed class RowReader(Stream stream, string file, bool quotes, int maxRowBytes) : IDisposable
{
    /// <summary>What is kept of a row above the limit.</summary>
    public const int KeptBytes = RecordBatch.KeptOfTooLarge;

    private enum Place
    {
        Plain,
        Quoted,
        BehindQuote,
    }

    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private int _position;
    private int _length;
    private long _dropped;
    private long _nextLine = 1;
    private bool _skipLineFeed;
    private bool _begun;

    /// <summary>The row without its line break; of one above the limit its first 64 KiB. Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Row => _buffer.AsMemory(_start, _length);

    /// <summary>Bytes of the whole row.</summary>
    public long Size { get; private set; }

    /// <summary>Whether the row is above the limit, and cut.</summary>
    public bool IsCut => Size > maxRowBytes;

    /// <summary>Whether a cell of the row is quoted.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>The line where the row begins, from 1.</summary>
    public long Line { get; private set; }

    public void Dispose() => stream.Dispose();

    /// <summary>Goes to the next row that is not empty; false at the end.</summary>
    public bool Read()
    {
        do
        {
            if (!ReadRow())
            {
                return false;
            }
        }
        while (Size == 0);

        return true;
    }

    private bool ReadRow()
    {
        Begin();
        var place = Place.Plain;
        var line = Line;
        while (_position < _end || Fill())
        {
            var rest = _buffer.AsSpan(_position, _end - _position);
            switch (place)
            {
                case Place.Plain:
                    var found = quotes ? rest.IndexOfAny((byte)'\n', (byte)'\r', (byte)'"') : rest.IndexOfAny((byte)'\n', (byte)'\r');
                    if (found < 0)
                    {
                        _position = _end;
                        break;
                    }

                    _position += found;
                    if (rest[found] != '"')
                    {
                        End(line + 1);
                        _skipLineFeed = rest[found] == '\r';
                        _position++;
                        return true;
                    }

                    // A quote opens a cell only at its very beginning; elsewhere it is a character like others.
                    if (_position == _start || _buffer[_position - 1] == ',')
                    {
                        place = Place.Quoted;
                        HasQuotes = true;
                        QuoteLine = line;
                    }

                    _position++;
                    break;

                case Place.Quoted:
                    var next = rest.IndexOfAny((byte)'"', (byte)'\n');
                    if (next < 0)
                    {
                        _position = _end;
                        break;
                    }

                    if (rest[next] == '"')
                    {
                        place = Place.BehindQuote;
                    }
                    else
                    {
                        line++;
                    }

                    _position += next + 1;
                    break;

                default:
                    place = rest[0] switch
                    {
                        (byte)'"' => Place.Quoted,
                        (byte)',' or (byte)'\n' or (byte)'\r' => Place.Plain,
                        // Rows behind a quote in the wrong place cannot be told apart from text, so reading on would lose rows unseen.
                        _ => throw new FileFormatException(
                            file, line, $"expected a comma or the end of the line behind a closing quote, found another character; the quote was opened in line {QuoteLine}"),
                    };
                    _position += place == Place.Quoted ? 1 : 0;
                    break;
            }
        }

        if (place == Place.Quoted)
        {
            throw new FileFormatException(file, QuoteLine, "a quote opened in this line never closes: expected a closing quote, found the end of the file");
        }

        End(line);
        return Size > 0;
    }

    private long QuoteLine { get; set; }

    private void Begin()
    {
        _start = _position;
        _length = 0;
        _dropped = 0;
        HasQuotes = false;
        Line = _nextLine;
        if (!_begun)
        {
            _begun = true;
            Fill();
            _start = _position = _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;
        }

        if (_skipLineFeed && (_position < _end || Fill()))
        {
            _start = _position += _buffer[_position] == '\n' ? 1 : 0;
        }

        _skipLineFeed = false;
    }

    private void End(long nextLine)
    {
        _nextLine = nextLine;
        Size = _position - _start + _dropped;
        _length = IsCut ? Math.Min(KeptBytes, _position - _start) : _position - _start;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _position -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length && _end <= maxRowBytes)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        else if (_end == _buffer.Length)
        {
            // The last byte stays too: whether a quote opens a cell is told by the byte before it.
            _dropped += _end - KeptBytes - 1;
            _buffer[KeptBytes] = _buffer[_end - 1];
            _end = _position = KeptBytes + 1;
        }

        try
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
        catch (InvalidDataException damage)
        {
            throw new FileFormatException(file, _nextLine, $"the gzip data is cut or damaged behind this line ({damage.Message})", damage);
        }
    }
}
