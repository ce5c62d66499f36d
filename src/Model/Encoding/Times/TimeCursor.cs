namespace Streaming.Model.Encoding.Times;

/// <summary>Walks over a written time.</summary>
internal ref struct TimeCursor(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Takes <paramref name="least"/> to <paramref name="most"/> digits.</summary>
    public bool TryDigits(int least, int most, out int number)
    {
        number = 0;
        var length = 0;
        while (length < most && length < _rest.Length && char.IsAsciiDigit((char)_rest[length]))
        {
            number = (number * 10) + (_rest[length++] - '0');
        }

        _rest = _rest[length..];
        return length >= least;
    }

    /// <summary>Takes a fraction's digits; those behind microseconds are dropped.</summary>
    public bool TryFraction(int least, int most, out int microseconds)
    {
        microseconds = 0;
        var length = 0;
        for (var unit = 100_000; length < most && length < _rest.Length && char.IsAsciiDigit((char)_rest[length]); length++)
        {
            microseconds += unit * (_rest[length] - '0');
            unit /= 10;
        }

        _rest = _rest[length..];
        return length >= least;
    }

    /// <summary>Takes one of two bytes.</summary>
    public bool TryTake(char one, char other)
    {
        if (_rest.IsEmpty || (_rest[0] != one && _rest[0] != other))
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    public bool TryTake(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal))
        {
            return false;
        }

        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>Takes Z, or a sign, hours and perhaps minutes.</summary>
    public bool TryOffset(out int? minutes)
    {
        minutes = 0;
        if (TryTake('Z', 'z'))
        {
            return true;
        }

        var isNegative = !_rest.IsEmpty && _rest[0] == '-';
        if (!TryTake('+', '-') || !TryDigits(2, 2, out var hours))
        {
            return false;
        }

        var minute = 0;
        var hasMinutes = TryTake(':', ':') || (!_rest.IsEmpty && char.IsAsciiDigit((char)_rest[0]));
        if (hasMinutes && !TryDigits(2, 2, out minute))
        {
            return false;
        }

        // More minutes than an hour has: a value that the calendar's check refuses.
        var sum = minute > 59 ? int.MaxValue : (hours * 60) + minute;
        minutes = isNegative ? -sum : sum;
        return true;
    }
}
