using Microsoft.Extensions.Configuration.Json;

namespace Streaming.Host.CommandLine;

/// <summary>appsettings.json beside the program, then the one in the working folder, then the environment: later ones override.</summary>
internal static class ConfigurationFiles
{
    public const string Name = "appsettings.json";

    /// <summary>Reads all sources.</summary>
    /// <exception cref="ConfigurationException">A file is not JSON, or names an option that there is not.</exception>
    public static IConfigurationRoot Read(string programFolder, string workingFolder, IEnumerable<KeyValuePair<string, string>> environment, IReadOnlySet<string> keys)
    {
        var builder = new ConfigurationBuilder();
        builder.AddJsonFile(Path.Combine(programFolder, Name), optional: true);
        if (!string.Equals(Path.GetFullPath(programFolder), Path.GetFullPath(workingFolder), StringComparison.Ordinal))
        {
            builder.AddJsonFile(Path.Combine(workingFolder, Name), optional: true);
        }

        builder.Add(new StreamingVariables(environment));
        try
        {
            var root = builder.Build();
            RefuseUnknown(root, keys);
            return root;
        }
        catch (InvalidDataException damage)
        {
            throw new ConfigurationException(damage.Message, damage);
        }
    }

    /// <summary>What a person calls a source.</summary>
    public static string Describe(IConfigurationProvider provider) =>
        provider is JsonConfigurationProvider file ? $"file {PathOf(file)}" : "environment";

    // A misspelt option in a file would otherwise be silently without effect. The environment is not ours alone, so it is not checked.
    private static void RefuseUnknown(IConfigurationRoot root, IReadOnlySet<string> keys)
    {
        foreach (var file in root.Providers.OfType<JsonConfigurationProvider>())
        {
            foreach (var key in file.GetChildKeys([], "Streaming").Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!keys.Contains(key))
                {
                    throw new ConfigurationException($"{PathOf(file)}: Streaming:{key} is not an option");
                }
            }
        }
    }

    private static string PathOf(JsonConfigurationProvider file) =>
        file.Source.FileProvider?.GetFileInfo(file.Source.Path ?? Name).PhysicalPath ?? Name;
}
