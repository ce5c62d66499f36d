using System.CommandLine;
using Streaming.Ingest.Kafka;

namespace Streaming.Host.CommandLine;

/// <summary>An option with a value.</summary>
/// <param name="name">Its name, dashes included.</param>
/// <param name="valueName">What the value is, for help: <c>FILE</c>.</param>
/// <param name="description">One sentence for help.</param>
/// <param name="parse">Reads the text; throws <see cref="FormatException"/> saying what was expected.</param>
internal sealed class Setting<T>(string name, string valueName, string description, Func<string, T> parse) : ISetting
{
    /// <summary>The value where nobody sets one; null if there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether <c>--show-config</c> must not print its value.</summary>
    public bool IsSecret { get; init; }

    /// <inheritdoc />
    public string Key { get; } = SettingName.ToKey(name);

    /// <inheritdoc />
    public Option Option => Text;

    // Text, not T: a value from a file or the environment is read by the same parser and refused in the same words.
    private Option<string> Text => field ??= new(name)
    {
        HelpName = valueName,
        Description = Default is null ? description : $"{description} [default: {Default}]",
    };

    /// <summary>The value in force, or false if there is none.</summary>
    public bool TryRead(Settings settings, out T? value)
    {
        var (text, source) = Find(settings);
        if (text is null)
        {
            value = default;
            return false;
        }

        try
        {
            value = parse(text);
            return true;
        }
        catch (FormatException refusal)
        {
            throw new ConfigurationException($"{name}: {refusal.Message} (from the {source})", refusal);
        }
    }

    /// <inheritdoc />
    public IEnumerable<EffectiveValue> Show(Settings settings)
    {
        TryRead(settings, out _);
        var (text, source) = Find(settings);
        yield return new EffectiveValue(name, IsSecret && text is not null ? KafkaSettings.Mask : text, source);
    }

    private (string? Text, string Source) Find(Settings settings)
    {
        if (settings.Parsed.GetResult(Text) is { Implicit: false })
        {
            return (settings.Parsed.GetValue(Text), "command line");
        }

        return settings.Configured(Key) is { } configured ? (configured.Text, configured.Source) : (Default, "default");
    }
}
