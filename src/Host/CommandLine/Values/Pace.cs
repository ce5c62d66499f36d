using System.Globalization;

namespace Streaming.Host.CommandLine.Values;

/// <summary>How fast events are sent: so many a second, so many times faster than they happened, or as fast as possible.</summary>
/// <param name="EventsPerSecond">Events a second, above 0; 0 if another member says.</param>
/// <param name="SpeedUp">Event time over processing time, above 0; 0 if another member says.</param>
internal readonly record struct Pace(decimal EventsPerSecond, decimal SpeedUp)
{
    /// <summary>As fast as possible.</summary>
    public static Pace Max => default;

    /// <summary>So many events a second.</summary>
    public static Pace Rate(decimal eventsPerSecond) => new(eventsPerSecond, 0);

    /// <summary>So many times faster than the events happened.</summary>
    public static Pace Times(decimal speedUp) => new(0, speedUp);

    /// <summary>Reads <c>5000/s</c>, <c>10x</c> or <c>max</c>.</summary>
    public static Pace Parse(string text)
    {
        if (text == "max")
        {
            return Max;
        }

        if (text.EndsWith("/s", StringComparison.Ordinal) && TryNumber(text.AsSpan(..^2), out var rate))
        {
            return Rate(rate);
        }

        return text.EndsWith('x') && TryNumber(text.AsSpan(..^1), out var speedUp)
            ? Times(speedUp)
            : throw new FormatException($"expected events a second (5000/s), a multiple of event time (10x) or max, found '{text}'");
    }

    /// <inheritdoc />
    public override string ToString() => this switch
    {
        { EventsPerSecond: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{EventsPerSecond}/s"),
        { SpeedUp: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{SpeedUp}x"),
        _ => "max",
    };

    // No thousands separators: 10,5x is ten and a half to some and a hundred and five to others.
    private static bool TryNumber(ReadOnlySpan<char> text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number > 0;
}
