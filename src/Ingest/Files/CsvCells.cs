namespace Streaming.Ingest.Files;

/// <summary>Walks the cells of one CSV row (RFC 4180), unescaped. Quotes are in place: <see cref="RowReader"/> has seen to it.</summary>
internal ref struct CsvCells(ReadOnlySpan<byte> row, Span<byte> scratch)
{
    private ReadOnlySpan<byte> _rest = row;
    private bool _ended;

    /// <summary>The cell, without quotes; valid until the next.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    private readonly Span<byte> Scratch { get; } = scratch;

    public bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        var end = _rest.StartsWith((byte)'"') ? Unquote() : Plain();
        _ended = end == _rest.Length;
        _rest = _ended ? default : _rest[(end + 1)..];
        return true;
    }

    private int Plain()
    {
        var comma = _rest.IndexOf((byte)',');
        var end = comma < 0 ? _rest.Length : comma;
        Current = _rest[..end];
        return end;
    }

    private int Unquote()
    {
        var length = 0;
        var at = 1;
        while (true)
        {
            var quote = at + _rest[at..].IndexOf((byte)'"');
            _rest[at..quote].CopyTo(Scratch[length..]);
            length += quote - at;
            at = quote + 1;
            if (at == _rest.Length || _rest[at] != '"')
            {
                Current = Scratch[..length];
                return at;
            }

            Scratch[length++] = (byte)'"';
            at++;
        }
    }
}
