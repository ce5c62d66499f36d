using System.Text.RegularExpressions;
using Streaming.Broker.Tests.Support;
using YamlDotNet.Serialization;

namespace Streaming.Operations.Tests.Prometheus;

/// <summary>One rule of deploy/prometheus/rules.</summary>
/// <param name="Record">The series that it makes; empty for an alert.</param>
/// <param name="Alert">The alert's name; empty for a recording.</param>
/// <param name="Expression">What is evaluated.</param>
/// <param name="Severity">Of an alert.</param>
/// <param name="RunbookUrl">Of an alert.</param>
internal sealed record Rule(string Record, string Alert, string Expression, string Severity, string RunbookUrl)
{
    /// <summary>Both names: one is empty.</summary>
    public override string ToString() => Record + Alert;
}

/// <summary>The rules, read.</summary>
internal static partial class RuleFiles
{
    public static IReadOnlyList<string> Paths { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "deploy", "prometheus", "rules"), "*.yml").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Rule> All { get; } = [.. Paths.SelectMany(Read)];

    /// <summary>The names of the program's own series in an expression: not the recorded ones.</summary>
    public static IEnumerable<string> SeriesIn(string expression) =>
        SeriesName().Matches(Quoted().Replace(expression, "")).Select(match => match.Value).Where(name => !name.Contains(':', StringComparison.Ordinal)).Distinct();

    private static IEnumerable<Rule> Read(string path)
    {
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(File.ReadAllText(path));
        return from @group in file["groups"]
            from rule in ((List<object>)@group["rules"]).Cast<Dictionary<object, object>>()
            select new Rule(
                Text(rule, "record"),
                Text(rule, "alert"),
                Text(rule, "expr"),
                Text(Members(rule, "labels"), "severity"),
                Text(Members(rule, "annotations"), "runbook_url"));
    }

    private static Dictionary<object, object> Members(Dictionary<object, object> map, string name) =>
        map.TryGetValue(name, out var members) ? (Dictionary<object, object>)members : [];

    private static string Text(Dictionary<object, object> map, string name) => map.TryGetValue(name, out var text) ? (string)text : "";

    [GeneratedRegex(@"\b(streaming|messaging|dotnet)[_:][a-z0-9_:]+(?!\w*=)")]
    private static partial Regex SeriesName();

    // Labels and their values are no series.
    [GeneratedRegex(@"\{[^}]*\}|by \([^)]*\)|""[^""]*""")]
    private static partial Regex Quoted();
}
