using System.Globalization;

namespace Streaming.Host.CommandLine.Values;

/// <summary>Parsers of plain values. Each throws <see cref="FormatException"/> saying what was expected and what was found.</summary>
internal static class Texts
{
    public static string NotEmpty(string text) => string.IsNullOrWhiteSpace(text) ? throw new FormatException("expected a value, found none") : text;

    /// <summary>A topic's name, by Kafka's rules; also a prefix of one.</summary>
    public static string TopicName(string text) =>
        IsTopicName(text)
            ? text
            : throw new FormatException($"expected 1 to 249 letters, digits, '.', '_' or '-', found '{text}'");

    /// <summary>Whether a text can be a topic's name.</summary>
    public static bool IsTopicName(string text) =>
        text.Length is > 0 and <= 249 && text is not ("." or "..") && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Reads a whole number within bounds, both included.</summary>
    public static Func<string, int> Integer(int min, int max) => text =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new FormatException($"expected a whole number from {min} to {max}, found '{text}'");

    /// <summary>Reads a whole number within bounds, both included.</summary>
    public static Func<string, long> Long(long min, long max) => text =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new FormatException($"expected a whole number from {min} to {max}, found '{text}'");

    /// <summary>Reads a number from 0 to 1.</summary>
    public static float Share(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : throw new FormatException($"expected a number from 0 to 1, found '{text}'");

    /// <summary>Reads one of a few words, each with its meaning.</summary>
    public static Func<string, T> OneOf<T>(params (string Word, T Meaning)[] words) => text =>
    {
        foreach (var (word, meaning) in words)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        throw new FormatException($"expected {string.Join(" or ", words.Select(word => word.Word))}, found '{text}'");
    };
}
