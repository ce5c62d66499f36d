using System.Text;
using System.Text.Json;
using Streaming.Host.Monitoring.Snapshots;
using Streaming.Model.Artifact;

namespace Streaming.Host.Monitoring;

/// <summary>JSON for people and programs; <c>/openapi.json</c> describes it.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes, MonitoredRun run, TimeProvider clock, CancellationToken stopping)
    {
        var model = Encoding.UTF8.GetBytes((ModelInspection.Of(run.Model) with { Threshold = run.Threshold }).ToJson());
        var events = new EventStream(new SnapshotFeed(run, clock), clock, stopping);
        var description = ReadDescription();
        routes.MapGet("/model", (HttpContext context) => Json.WriteAsync(context, model));
        routes.MapGet("/partitions", (HttpContext context) => Json.WriteAsync(
            context,
            JsonSerializer.SerializeToUtf8Bytes(new PartitionList(run.Topic, run.Pipeline.Partitions()), MonitoringJson.Default.PartitionList)));
        routes.MapGet("/events", (HttpContext context) => events.ServeAsync(context));
        routes.MapGet("/openapi.json", (HttpContext context) => Json.WriteAsync(context, description));
    }

    private static byte[] ReadDescription()
    {
        using var resource = typeof(ReportEndpoints).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The program lacks its openapi.json.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
