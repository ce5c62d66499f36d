using System.Text.Json;
using Streaming.Broker.Tests.Support;

namespace Streaming.Operations.Tests.Grafana;

/// <summary>One query of one panel.</summary>
/// <param name="Dashboard">The file, without its extension.</param>
/// <param name="Panel">The panel's title.</param>
/// <param name="Expression">PromQL with Grafana's variables.</param>
internal sealed record PanelQuery(string Dashboard, string Panel, string Expression)
{
    /// <summary>What Prometheus is asked when everything is chosen and the step is so short.</summary>
    public string Resolved(string rateInterval) => Expression
        .Replace("$__rate_interval", rateInterval, StringComparison.Ordinal)
        .Replace("$job", ".*", StringComparison.Ordinal)
        .Replace("$instance", ".*", StringComparison.Ordinal);

    /// <summary>Where it is.</summary>
    public override string ToString() => $"{Dashboard} / {Panel}: {Expression}";
}

/// <summary>deploy/grafana/dashboards, read.</summary>
internal static class Dashboards
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "grafana");

    /// <summary>Names of the files, without extension.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "dashboards"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboards", name + ".json"))).RootElement;

    /// <summary>The panels that show something: rows only divide.</summary>
    public static IEnumerable<JsonElement> PanelsOf(JsonElement dashboard) =>
        dashboard.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row");

    /// <summary>Every query of every panel.</summary>
    public static IEnumerable<PanelQuery> Queries() =>
        from name in Names
        from panel in PanelsOf(Read(name))
        from target in panel.GetProperty("targets").EnumerateArray()
        select new PanelQuery(name, panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!);
}
