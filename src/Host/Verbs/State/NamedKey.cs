using System.Text;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Verbs.Run;
using Streaming.Inference.Keys;

namespace Streaming.Host.Verbs.State;

/// <summary>The key that is meant. It is never printed: neither as given nor as stored.</summary>
internal static class NamedKey
{
    private static readonly Setting<string> s_key = new(
        "--key",
        "KEY",
        "The card's key as the scores carry it; with --key-secret-file as the input carries it. Unless set, a line of standard input, "
        + "where other users of the machine do not see it.",
        Texts.NotEmpty) { IsSecret = true };

    /// <summary>The options.</summary>
    public static IReadOnlyList<ISetting> Settings { get; } = [s_key, RunSettings.KeySecretFile];

    /// <summary>The key as states are kept under it.</summary>
    /// <exception cref="ConfigurationException">None was given.</exception>
    public static byte[] Read(VerbContext context)
    {
        var text = context.Settings.Find(s_key) ?? context.Terminal.ReadSecret("Key: ");
        if (string.IsNullOrEmpty(text))
        {
            throw new ConfigurationException("--key: expected a key there or as a line of standard input, found none");
        }

        var key = Encoding.UTF8.GetBytes(text);
        return SecretFile.Read(RunSettings.KeySecretFile, context.Settings) is { } secret ? new KeyMask(secret).Of(key) : key;
    }
}
