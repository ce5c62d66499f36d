using System.Globalization;

namespace Streaming.Model.Schema;

/// <summary>Durations as the command line writes them: <c>500ms</c>, <c>30s</c>, <c>15m</c>, <c>12h</c>, <c>7d</c>.</summary>
internal static class DurationText
{
    private const long LongestMilliseconds = 36_500L * 86_400_000;

    // Largest first, so that a duration has one canonical spelling.
    private static readonly (string Unit, long Milliseconds)[] _units =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>Reads a duration above zero, at most 100 years, in seconds.</summary>
    public static double ReadSeconds(SchemaNode node)
    {
        var text = node.AnyText();
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        foreach (var (unit, milliseconds) in _units)
        {
            if (text.AsSpan(digits).SequenceEqual(unit)
                && long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number > 0 && number <= LongestMilliseconds / milliseconds)
            {
                return number * milliseconds / 1_000.0;
            }
        }

        throw node.Refusal("a duration above zero and up to 36500d, such as \"500ms\", \"30s\", \"15m\", \"12h\" or \"7d\"");
    }

    public static string Write(double seconds)
    {
        var total = (long)Math.Round(seconds * 1_000);
        var (unit, milliseconds) = _units.First(candidate => total % candidate.Milliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{total / milliseconds}{unit}");
    }
}
