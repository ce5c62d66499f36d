using OpenTelemetry.Metrics;

namespace Streaming.Host.Monitoring;

/// <summary>Serves <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
internal sealed class MonitoringServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private MonitoringServer(WebApplication application) => _application = application;

    /// <summary>The address that is served; with port 0 the port that was free.</summary>
    public string Address => _application.Urls.First();

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<MonitoringServer> StartAsync(
        HttpAddress address, Health health, MeterProvider metrics, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // The empty builder: no second reading of configuration, no static files, no signal handlers beside the program's own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "streaming", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address.Ip, address.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var application = builder.Build();
        application.UseRouting();
        application.UseOpenTelemetryPrometheusScrapingEndpoint(metrics, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        application.MapGet("/health/live", (HttpContext context) => context.Response.WriteAsync("live\n"));
        application.MapGet("/health/ready", (HttpContext context) => AnswerReadyAsync(context, health));
        application.UseEndpoints(_ => { });
        await application.StartAsync(cancellationToken);
        return new MonitoringServer(application);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static Task AnswerReadyAsync(HttpContext context, Health health)
    {
        var reason = health.UnreadyBecause;
        context.Response.StatusCode = reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync($"{reason ?? "ready"}\n");
    }
}
