using System.Globalization;
using Streaming.Host.Reports;
using Streaming.Inference.Reports;

namespace Streaming.Host.Verbs.Demo;

/// <summary>The demo's figures as text; a dash where there is none yet.</summary>
internal sealed record DemoRow(string Events, string Rate, string P50, string P99, string Cards, string Alerts, string Precision, string Recall)
{
    public static DemoRow Of(PipelineReport report, Quality quality, double rate) => new(
        Count(report.Events),
        Count((long)rate),
        Milliseconds(report.Latency.P50),
        Milliseconds(report.Latency.P99),
        Count(report.Keys),
        Count(report.Alerts),
        Share(quality.Precision),
        Share(quality.Recall));

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? time) => time is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms") : "-";

    private static string Share(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
