using System.CommandLine;

namespace Streaming.Host.CommandLine;

/// <summary>One option: of the command line, and under the same name of the environment and of appsettings.json.</summary>
internal interface ISetting
{
    /// <summary>The option as the command line knows it.</summary>
    Option Option { get; }

    /// <summary>The name in configuration, below the section <c>Streaming</c>: <c>ToTopic</c> for <c>--to-topic</c>.</summary>
    string Key { get; }

    /// <summary>What is in force, as text, after all of it has been read once.</summary>
    /// <exception cref="ConfigurationException">A value cannot be read; the message names the option and where it came from.</exception>
    IEnumerable<EffectiveValue> Show(Settings settings);
}
