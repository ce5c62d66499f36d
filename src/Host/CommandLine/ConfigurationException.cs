namespace Streaming.Host.CommandLine;

/// <summary>A command line or configuration that cannot be used (exit code 2). The message names the option.</summary>
internal sealed class ConfigurationException : Exception
{
    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
