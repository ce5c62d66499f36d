using System.CommandLine;

namespace Streaming.Host.CommandLine;

/// <summary>An option with several values: repeated, or one after the other.</summary>
internal sealed class ListSetting(string name, string valueName, string description) : ISetting
{
    private readonly Option<string[]> _option = new(name)
    {
        HelpName = valueName,
        Description = description,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <inheritdoc />
    public Option Option => _option;

    /// <inheritdoc />
    public string Key { get; } = SettingName.ToKey(name);

    /// <summary>The values; empty if there are none.</summary>
    public IReadOnlyList<string> Read(Settings settings) => Find(settings).Values;

    /// <inheritdoc />
    public IEnumerable<EffectiveValue> Show(Settings settings)
    {
        var (values, source) = Find(settings);
        yield return new EffectiveValue(name, values.Count == 0 ? null : string.Join(' ', values), source);
    }

    private (IReadOnlyList<string> Values, string Source) Find(Settings settings)
    {
        if (settings.Parsed.GetResult(_option) is { Implicit: false })
        {
            return (settings.Parsed.GetValue(_option) ?? [], "command line");
        }

        if (settings.Configured(Key) is { } single)
        {
            return ([single.Text], single.Source);
        }

        var several = settings.ConfiguredBelow(Key).ToList();
        return several.Count > 0 ? ([.. several.Select(value => value.Text)], several[0].Source) : ([], "default");
    }
}
