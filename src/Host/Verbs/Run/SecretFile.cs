using Streaming.Host.CommandLine;

namespace Streaming.Host.Verbs.Run;

/// <summary>Secrets come in files: a command line can be read by others on the machine.</summary>
internal static class SecretFile
{
    private const int MinBytes = 16;

    /// <summary>Reads the secret that a setting names the file of, without a line break at its end; null without a file.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read or is too short to be a secret.</exception>
    public static byte[]? Read(Setting<string> setting, Settings settings)
    {
        if (settings.Find(setting) is not { } file)
        {
            return null;
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{setting.Option.Name}: {failure.Message}");
        }

        var secret = bytes.AsSpan().TrimEnd("\r\n"u8).ToArray();
        return secret.Length >= MinBytes
            ? secret
            : throw new ConfigurationException($"{setting.Option.Name}: expected at least {MinBytes} bytes, found {secret.Length}");
    }
}
