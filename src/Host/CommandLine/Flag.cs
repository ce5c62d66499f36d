using System.CommandLine;

namespace Streaming.Host.CommandLine;

/// <summary>An option that is on or off.</summary>
internal sealed class Flag(string name, string description) : ISetting
{
    private readonly Option<bool> _option = new(name) { Description = description };

    /// <inheritdoc />
    public Option Option => _option;

    /// <inheritdoc />
    public string Key { get; } = SettingName.ToKey(name);

    /// <summary>Whether it is on.</summary>
    public bool Read(Settings settings) => Find(settings).On;

    /// <inheritdoc />
    public IEnumerable<EffectiveValue> Show(Settings settings)
    {
        var (on, source) = Find(settings);
        yield return new EffectiveValue(name, on ? "true" : "false", source);
    }

    private (bool On, string Source) Find(Settings settings)
    {
        if (settings.Parsed.GetResult(_option) is { Implicit: false })
        {
            return (settings.Parsed.GetValue(_option), "command line");
        }

        if (settings.Configured(Key) is not { } configured)
        {
            return (false, "default");
        }

        return bool.TryParse(configured.Text, out var on)
            ? (on, configured.Source)
            : throw new ConfigurationException($"{name}: expected true or false, found '{configured.Text}' (from the {configured.Source})");
    }
}
