using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Streaming.Assessment.Backtests;
using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>
/// <c>metrics.json</c>: first the overall, unfiltered figures of the first model, then everything else. Holds nothing that differs from one
/// run to the next.
/// </summary>
internal static class MetricsFile
{
    public const string Name = "metrics.json";

    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(BacktestPlan plan, BacktestResult result, InputFacts input)
    {
        var root = JsonSerializer.SerializeToNode(result.Models[0].Overall, MetricsJson.Default.BacktestFigures)?.AsObject() ?? [];
        root["from"] = TimeOf(plan.From);
        root["to"] = TimeOf(plan.To);
        root["warmFrom"] = TimeOf(plan.WarmFrom);
        root["segmentField"] = plan.Segment;
        root["labelDelay"] = Duration.ToText(plan.LabelDelay);
        root["bootstrapSamples"] = plan.BootstrapSamples;
        root["input"] = JsonSerializer.SerializeToNode(input, MetricsJson.Default.InputFacts);
        var all = JsonSerializer.SerializeToNode(result, MetricsJson.Default.BacktestResult)?.AsObject() ?? [];
        root["models"] = all["models"]?.DeepClone();
        root["differences"] = all["differences"]?.DeepClone();
        if (plan.DropKnownCompromised is { } delay && all["filtered"]?.DeepClone() is JsonObject filtered)
        {
            filtered.Insert(0, "delay", Duration.ToText(delay));
            root["knownCompromisedDropped"] = filtered;
        }

        File.WriteAllText(Path.Combine(plan.Out, Name), root.ToJsonString(s_readable) + "\n");
    }

    private static string? TimeOf(long? microseconds) => microseconds is { } time
        ? PointInTime.ToText(DateTimeOffset.UnixEpoch.AddTicks(time * TimeSpan.TicksPerMicrosecond))
        : null;
}
