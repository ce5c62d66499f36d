using System.Security.Cryptography;
using Streaming.Host.CommandLine;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Run;

/// <summary>The secret that sensitive keys are replaced with the help of.</summary>
internal static class KeySecret
{
    /// <summary>A name of the secret that does not give it away; empty without one.</summary>
    public static string IdOf(byte[]? secret) =>
        secret is null ? "" : Convert.ToHexStringLower(HMACSHA256.HashData(secret, "streaming key secret"u8))[..12];

    /// <summary>A secret is needed exactly if the model's key is sensitive.</summary>
    /// <exception cref="ConfigurationException">It is missing, or of no use.</exception>
    public static void Check(byte[]? secret, StepModel model)
    {
        if (model.Schema.Key.IsSensitive && secret is null)
        {
            throw new ConfigurationException($"the schema declares its key sensitive: {RunSettings.KeySecretFile.Option.Name} is needed");
        }

        if (!model.Schema.Key.IsSensitive && secret is not null)
        {
            throw new ConfigurationException($"{RunSettings.KeySecretFile.Option.Name} is of no use: the schema does not declare its key sensitive");
        }
    }
}
