using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Streaming.Ingest.Kafka;
using Streaming.Training.Facts;

namespace Streaming.Training.Commands;

/// <summary>The options in force: those of the command line, and for the others what is configured, else their defaults.</summary>
internal sealed class EffectiveOptions
{
    // Of options that exclude each other, one that is typed makes the configured others void.
    private static readonly string[][] _exclusive =
        [[InputOptions.DataName, InputOptions.TopicName], ["--alerts-per-day", "--alert-share", "--precision"]];

    private readonly List<Option> _options;
    private readonly Dictionary<Option, (IReadOnlyList<string> Values, string Source)> _configured = [];

    public EffectiveOptions(ParseResult typed, ConfiguredOptions configured)
    {
        var command = typed.CommandResult;
        _options = [.. command.Command.Options.Concat(typed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Distinct().Where(option => option.Action is null)];
        var names = _options.Where(option => IsTyped(typed, option)).Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var option in _options)
        {
            var isVoid = _exclusive.Any(group => group.Contains(option.Name) && group.Any(names.Contains));
            if (!isVoid && !names.Contains(option.Name) && configured.Find(option) is { } found)
            {
                _configured[option] = found;
            }
        }
    }

    /// <summary>The command line that says all that is not default.</summary>
    public IReadOnlyList<string> Complete(IReadOnlyList<string> typed) =>
        [.. typed, .. _configured.SelectMany(entry => entry.Value.Values.SelectMany(value => new[] { entry.Key.Name, value }))];

    /// <summary>Where values that were refused come from, unless they were typed.</summary>
    public IEnumerable<string> Origins(ParseResult refused) =>
        from entry in _configured
        where refused.Errors.Any(error => error.Message.Contains(entry.Key.Name, StringComparison.Ordinal))
        select $"{entry.Key.Name} is set by the {entry.Value.Source}";

    /// <summary>Prints the options in force and where each comes from, secrets masked.</summary>
    public void Show(ParseResult parsed, bool isJson, TextWriter output)
    {
        List<EffectiveOption> lines = [.. _options.OrderBy(option => option.Name, StringComparer.Ordinal).Select(option => new EffectiveOption(
            option.Name,
            TextOf(parsed, option),
            _configured.TryGetValue(option, out var found) ? found.Source : IsTyped(parsed, option) ? "command line" : "default"))];
        if (isJson)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new EffectiveConfiguration(parsed.CommandResult.Command.Name, lines), FactsJson.Default.EffectiveConfiguration));
            return;
        }

        var (names, values) = (lines.Max(line => line.Option.Length), Math.Min(60, lines.Max(line => (line.Value ?? "-").Length)));
        foreach (var line in lines)
        {
            output.WriteLine($"{line.Option.PadRight(names)}  {(line.Value ?? "-").PadRight(values)}  {(line.Value is null ? "" : line.Source)}".TrimEnd());
        }
    }

    private static bool IsTyped(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static string? TextOf(ParseResult parsed, Option option)
    {
        if (parsed.GetResult(option) is { Implicit: false } result)
        {
            var tokens = result.Tokens.Select(token => option.Name == InputOptions.KafkaName ? Masked(token.Value) : token.Value);
            return result.Tokens.Count == 0 ? "true" : string.Join(' ', tokens);
        }

        return option switch
        {
            Option<bool> => "false",
            { HasDefaultValue: true } when option.GetDefaultValue() is { } preset => preset switch
            {
                Enum word => Lower(word.ToString()),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => preset.ToString(),
            },
            _ => null,
        };
    }

    private static string Masked(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && KafkaSettings.IsSecret(pair[..at]) ? $"{pair[..at]}={KafkaSettings.Mask}" : pair;
    }

#pragma warning disable CA1308 // options' words are lower case
    private static string Lower(string word) => word.ToLowerInvariant();
#pragma warning restore CA1308
}
