using System.CommandLine;
using Streaming.Ingest.Kafka;

namespace Streaming.Host.CommandLine;

/// <summary>Where options are read from. The command line goes before the environment, the environment before files, files before defaults.</summary>
internal sealed class Settings(ParseResult parsed, IConfigurationRoot configuration)
{
    private const string Section = "Streaming";

    /// <summary>The command line.</summary>
    public ParseResult Parsed { get; } = parsed;

    /// <summary>All configuration, for what is not an option (logging).</summary>
    public IConfigurationRoot Configuration { get; } = configuration;

    /// <summary>The value of an option that has a default, or that the verb cannot do without.</summary>
    /// <exception cref="ConfigurationException">There is none, or it cannot be read.</exception>
    public T Get<T>(Setting<T> setting) => setting.TryRead(this, out var value) && value is not null
        ? value
        : throw new ConfigurationException(
            $"{setting.Option.Name} is required ({setting.Option.HelpName}; also as {SettingName.ToVariable(setting.Option.Name)} or {Section}:{setting.Key} in {ConfigurationFiles.Name})");

    /// <summary>The value of an option, or null if nobody set it.</summary>
    public T? Find<T>(Setting<T> setting)
        where T : class => setting.TryRead(this, out var value) ? value : null;

    /// <summary>The value of an option, or null if nobody set it.</summary>
    public T? FindValue<T>(Setting<T> setting)
        where T : struct => setting.TryRead(this, out var value) ? value : null;

    /// <summary>Whether a flag is on.</summary>
    public bool Get(Flag flag) => flag.Read(this);

    /// <summary>The values of a list; empty if nobody set one.</summary>
    public IReadOnlyList<string> Get(ListSetting list) => list.Read(this);

    /// <summary>The settings that every Kafka client gets.</summary>
    public KafkaSettings Get(KafkaSetting kafka) => kafka.Read(this);

    /// <summary>What the environment or a file says, and which of them.</summary>
    public (string Text, string Source)? Configured(string key)
    {
        var path = ConfigurationPath.Combine(Section, key);
        foreach (var provider in Configuration.Providers.Reverse())
        {
            if (provider.TryGet(path, out var text) && text is not null)
            {
                return (text, ConfigurationFiles.Describe(provider));
            }
        }

        return null;
    }

    /// <summary>What the environment and the files say below a key.</summary>
    public IEnumerable<(string Key, string Text, string Source)> ConfiguredBelow(string key) =>
        from child in Configuration.GetSection(Section).GetSection(key).GetChildren()
        let configured = Configured(ConfigurationPath.Combine(key, child.Key))
        where configured is not null
        select (child.Key, configured.Value.Text, configured.Value.Source);
}
