using System.Globalization;
using System.Text.Json;
using Streaming.Host.CommandLine;

namespace Streaming.Host.Reports;

/// <summary>Prints a report: a table for people, or one line of JSON.</summary>
internal static class RunReportWriter
{
    public static void Write(RunReport report, VerbContext context)
    {
        if (context.Json)
        {
            context.Terminal.Output.WriteLine(ToJson(report));
            return;
        }

        foreach (var (name, value) in Lines(report))
        {
            context.Terminal.Output.WriteLine($"{name,-14} {value}");
        }
    }

    /// <summary>One line; the members of the quality stand beside the others, or not at all.</summary>
    public static string ToJson(RunReport report)
    {
        var node = JsonSerializer.SerializeToNode(report, ReportJson.Default.RunReport)?.AsObject() ?? [];
        if (report.Replay is { } replay)
        {
            node["replay"] = replay;
        }

        if (report.Quality is { } quality)
        {
            foreach (var (name, value) in JsonSerializer.SerializeToNode(quality, ReportJson.Default.Quality)?.AsObject().ToList() ?? [])
            {
                node[name] = value?.DeepClone();
            }
        }

        return node.ToJsonString();
    }

    private static IEnumerable<(string Name, string Value)> Lines(RunReport report)
    {
        yield return ("events", string.Create(CultureInfo.InvariantCulture, $"{report.Events:N0} in {report.Seconds:0.0} s, {report.EventsPerSecond:N0}/s"));
        yield return ("scored", Count(report.Scored));
        yield return ("dead letters", Count(report.DeadLetters) + Reasons(report));
        yield return ("alerts", Count(report.Alerts));
        yield return ("keys", Count(report.Keys));
        yield return ("steps", Count(report.Steps));
        yield return ("latency", report.LatencyMs is { P50: { } p50, P99: { } p99, P999: { } p999, Max: { } max }
            ? string.Create(CultureInfo.InvariantCulture, $"p50 {p50:0.0} ms, p99 {p99:0.0} ms, p99.9 {p999:0.0} ms, max {max:0.0} ms")
            : "- (no record was stamped within the last hour)");
        if (report.Quality is { } quality)
        {
            yield return ("precision", Share(quality.Precision, "no alert"));
            yield return ("recall", Share(quality.Recall, "no fraud"));
        }

        if (report.Replay is { } replay)
        {
            yield return ("replay", replay);
        }

        yield return ("model", $"{report.ModelId} (state {report.StateId})");
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double? share, string otherwise) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? $"- ({otherwise})";

    private static string Reasons(RunReport report) => report.DeadLettersByReason.Count == 0
        ? ""
        : $" ({string.Join(", ", report.DeadLettersByReason.OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Key} {Count(reason.Value)}"))})";
}
