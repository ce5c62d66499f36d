using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Streaming.Training.Commands;

/// <summary>
/// What the environment and appsettings.json say of options, in the spellings of <c>streaming</c>: <c>STREAMING_LABEL_DELAY</c> or
/// <c>Streaming__LabelDelay</c>, and <c>LabelDelay</c> in the section <c>Streaming</c>. The environment goes before the file of the working
/// folder, and that before the one beside the program.
/// </summary>
internal sealed class ConfiguredOptions
{
    private const string FileName = "appsettings.json";
    private const string Prefix = "STREAMING_";
    private const string Section = "Streaming";

    private readonly List<(string Source, Dictionary<string, IReadOnlyList<string>> Values)> _sources = [];

    /// <summary>Reads all sources.</summary>
    /// <exception cref="UsageException">A file is no JSON.</exception>
    public ConfiguredOptions(IEnumerable<KeyValuePair<string, string>> environment, params ReadOnlySpan<string> folders)
    {
        _sources.Add(("environment", FromEnvironment(environment)));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var path = Path.GetFullPath(Path.Combine(folder, FileName));
            if (seen.Add(path) && File.Exists(path))
            {
                _sources.Add(($"file {path}", FromFile(path)));
            }
        }
    }

    /// <summary>The values of an option and where they come from; null if nobody says anything.</summary>
    public (IReadOnlyList<string> Values, string Source)? Find(Option option)
    {
        var key = KeyOf(option.Name);
        foreach (var (source, values) in _sources)
        {
            if (values.TryGetValue(key, out var found))
            {
                return (found, source);
            }
        }

        return null;
    }

    // --label-delay, LabelDelay and LABEL_DELAY are one key.
    private static string KeyOf(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static Dictionary<string, IReadOnlyList<string>> FromEnvironment(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var kafka = new List<string>();
        foreach (var (name, value) in environment)
        {
            if (name.StartsWith(Prefix + "KAFKA_", StringComparison.Ordinal))
            {
                // A shell cannot set a variable with dots in its name; librdkafka's names are lower case.
#pragma warning disable CA1308
                kafka.Add($"{name[(Prefix.Length + 6)..].Replace('_', '.').ToLowerInvariant()}={value}");
#pragma warning restore CA1308
            }
            else if (name.StartsWith($"{Section}__", StringComparison.OrdinalIgnoreCase))
            {
                values[KeyOf(name[(Section.Length + 2)..])] = [value];
            }
            else if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                values[KeyOf(name[Prefix.Length..])] = [value];
            }
        }

        if (kafka.Count > 0)
        {
            values[KeyOf(InputOptions.KafkaName)] = kafka;
        }

        return values;
    }

    private static Dictionary<string, IReadOnlyList<string>> FromFile(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(Section, out var section)
                && section.ValueKind == JsonValueKind.Object
                    ? section.EnumerateObject().ToDictionary(member => KeyOf(member.Name), member => ValuesOf(member.Value), StringComparer.Ordinal)
                    : new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        }
        catch (Exception damage) when (damage is JsonException or ArgumentException)
        {
            throw new UsageException($"{path}: {damage.Message}");
        }
    }

    private static IReadOnlyList<string> ValuesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(TextOf)],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Name}={TextOf(member.Value)}"))],
        _ => [TextOf(value)],
    };

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
