namespace Streaming.Model.Encoding.Times;

/// <summary>A pattern such as <c>yyyy-MM-dd HH:mm:ss</c>, read without strings and without the host's culture.</summary>
internal sealed class TimePattern
{
    // Longest first, so that MM is not read as M twice.
    private static readonly string[] _words =
        ["yyyy", "MM", "M", "dd", "d", "HH", "H", "hh", "h", "mm", "m", "ss", "s", "tt", "zzz", "ffffff", "fffff", "ffff", "fff", "ff", "f"];

    private readonly List<Token> _tokens;

    private TimePattern(List<Token> tokens) => _tokens = tokens;

    /// <summary>Why the pattern cannot be used; null if it can.</summary>
    public static string? Problem(string pattern) => Compile(pattern, out _);

    public static TimePattern Parse(string pattern) =>
        Compile(pattern, out var tokens) is null ? new TimePattern(tokens) : throw new ArgumentException("A checked pattern was expected.", nameof(pattern));

    public bool TryRead(ReadOnlySpan<byte> text, out WrittenTime time)
    {
        time = new WrittenTime();
        var cursor = new TimeCursor(text);
        var isAfternoon = false;
        var isHalfDay = false;
        foreach (var token in _tokens)
        {
            var isRead = token.Word[0] switch
            {
                'y' => cursor.TryDigits(4, 4, out time.Year),
                'M' => cursor.TryDigits(token.Word.Length, 2, out time.Month),
                'd' => cursor.TryDigits(token.Word.Length, 2, out time.Day),
                'H' => cursor.TryDigits(token.Word.Length, 2, out time.Hour),
                'h' => cursor.TryDigits(token.Word.Length, 2, out time.Hour),
                'm' => cursor.TryDigits(token.Word.Length, 2, out time.Minute),
                's' => cursor.TryDigits(token.Word.Length, 2, out time.Second),
                'f' => cursor.TryFraction(token.Word.Length, token.Word.Length, out time.Microsecond),
                'z' => cursor.TryOffset(out time.Offset),
                't' => TryHalfDay(ref cursor, out isAfternoon) && (isHalfDay = true),
                _ => cursor.TryTake(token.Literal),
            };
            if (!isRead)
            {
                return false;
            }
        }

        if (isHalfDay)
        {
            // 12 AM is midnight; 0 or 13 o'clock do not exist, which the calendar's check then says.
            time.Hour = time.Hour is >= 1 and <= 12 ? (time.Hour % 12) + (isAfternoon ? 12 : 0) : 99;
        }

        return cursor.IsAtEnd;
    }

    private static bool TryHalfDay(ref TimeCursor cursor, out bool isAfternoon)
    {
        isAfternoon = cursor.TryTake('P', 'p');
        return (isAfternoon || cursor.TryTake('A', 'a')) && cursor.TryTake('M', 'm');
    }

    private static string? Compile(string pattern, out List<Token> tokens)
    {
        tokens = [];
        for (var rest = pattern.AsSpan(); !rest.IsEmpty;)
        {
            var length = 1;
            if (rest[0] == '\'')
            {
                length = rest[1..].IndexOf('\'') + 2;
                if (length < 3)
                {
                    return "a quote closes, with text inside";
                }

                tokens.Add(Token.Of(rest[1..(length - 1)]));
            }
            else if (FindWord(rest) is { } word)
            {
                length = word.Length;
                tokens.Add(new Token(word, []));
            }
            else if (rest[0] != 'T' && (char.IsAsciiLetter(rest[0]) || rest[0] > 127))
            {
                return $"letters are one of {string.Join(' ', _words)}, T, or stand in single quotes";
            }
            else
            {
                tokens.Add(Token.Of(rest[..1]));
            }

            rest = rest[length..];
        }

        var kinds = tokens.Where(token => token.Literal.Length == 0).Select(token => token.Word[0]).ToList();
        return !"yMd".All(kinds.Contains) ? "yyyy, MM or M, and dd or d are there"
            : kinds.Distinct().Count() != kinds.Count ? "each part is there once"
            : kinds.Contains('h') != kinds.Contains('t') || (kinds.Contains('h') && kinds.Contains('H')) ? "hh goes with tt, HH without"
            : null;
    }

    private static string? FindWord(ReadOnlySpan<char> rest)
    {
        foreach (var word in _words)
        {
            if (rest.StartsWith(word, StringComparison.Ordinal))
            {
                return word;
            }
        }

        return null;
    }

    private readonly record struct Token(string Word, byte[] Literal)
    {
        public static Token Of(ReadOnlySpan<char> literal) => new("'", System.Text.Encoding.UTF8.GetBytes(literal.ToString()));
    }
}
