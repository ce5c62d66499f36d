namespace Streaming.Ingest.Files;

/// <summary>The number token of JSON (RFC 8259): what may stand in a record without quotes.</summary>
internal static class JsonNumber
{
    /// <summary>Whether all of <paramref name="text"/> is one number token; <c>007</c>, <c>+1</c>, <c>1.</c> and <c>.5</c> are not.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        var rest = text.StartsWith((byte)'-') ? text[1..] : text;
        var whole = Digits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[whole..];
        if (rest.StartsWith((byte)'.'))
        {
            var fraction = Digits(rest[1..]);
            if (fraction == 0)
            {
                return false;
            }

            rest = rest[(fraction + 1)..];
        }

        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        rest = rest[1..];
        rest = rest.StartsWith((byte)'-') || rest.StartsWith((byte)'+') ? rest[1..] : rest;
        return !rest.IsEmpty && Digits(rest) == rest.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && (uint)(text[count] - '0') <= 9)
        {
            count++;
        }

        return count;
    }
}
