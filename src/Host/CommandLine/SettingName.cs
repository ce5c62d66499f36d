using System.Globalization;

namespace Streaming.Host.CommandLine;

/// <summary>The three spellings of an option: <c>--to-topic</c>, <c>Streaming:ToTopic</c>, <c>STREAMING_TO_TOPIC</c>.</summary>
internal static class SettingName
{
    /// <summary>From <c>--to-topic</c> to <c>ToTopic</c>.</summary>
    public static string ToKey(string option) =>
        string.Concat(option.TrimStart('-').Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>From <c>--to-topic</c> to <c>STREAMING_TO_TOPIC</c>.</summary>
    public static string ToVariable(string option) =>
        StreamingVariables.Prefix + option.TrimStart('-').Replace('-', '_').ToUpper(CultureInfo.InvariantCulture);
}
