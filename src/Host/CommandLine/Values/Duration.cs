using System.Buffers;
using System.Globalization;

namespace Streaming.Host.CommandLine.Values;

/// <summary>Durations as they are typed: a number and a unit, <c>500ms 30s 7d</c>.</summary>
internal static class Duration
{
    private const string Expected = "expected a number and a unit (ms, s, m, h, d), as in 500ms, 30s or 7d";

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    // The longest unit first: ToText takes the first that divides evenly.
    private static readonly (string Unit, long Ticks)[] s_units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a duration of zero or more.</summary>
    public static TimeSpan Parse(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExcept(s_digits);
        if (digits > 0 && decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            var unit = text.AsSpan(digits);
            foreach (var (name, ticks) in s_units)
            {
                if (unit.SequenceEqual(name))
                {
                    return number <= TimeSpan.MaxValue.Ticks / ticks
                        ? TimeSpan.FromTicks((long)(number * ticks))
                        : throw new FormatException($"expected at most {TimeSpan.MaxValue.Ticks / ticks}{name}, found '{text}'");
                }
            }
        }

        throw new FormatException($"{Expected}, found '{text}'");
    }

    /// <summary>Reads a duration above zero.</summary>
    public static TimeSpan ParsePositive(string text) =>
        Parse(text) is var duration && duration > TimeSpan.Zero ? duration : throw new FormatException($"expected more than zero, found '{text}'");

    /// <summary>Writes a duration of whole milliseconds in its largest even unit.</summary>
    public static string ToText(TimeSpan duration)
    {
        foreach (var (unit, ticks) in s_units)
        {
            if (duration.Ticks % ticks == 0 && (duration.Ticks != 0 || unit == "s"))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks / TimeSpan.TicksPerMillisecond}ms");
    }
}
