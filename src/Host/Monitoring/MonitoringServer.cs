using System.Net;
using OpenTelemetry.Metrics;

namespace Streaming.Host.Monitoring;

/// <summary>Serves the live page, health, metrics and JSON over HTTP (docs/telemetry.md).</summary>
internal sealed class MonitoringServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private MonitoringServer(WebApplication application) => _application = application;

    /// <summary>The address that is served; with port 0 the port that was free.</summary>
    public string Address => _application.Urls.First();

    /// <summary>Begins to serve.</summary>
    /// <param name="address">Where to serve.</param>
    /// <param name="run">What is looked at.</param>
    /// <param name="metrics">What <c>/metrics</c> shows.</param>
    /// <param name="stateToken">Who may ask for a key's state; null: nobody, and there is no such path.</param>
    /// <param name="clock">Time.</param>
    /// <param name="loggers">Logs.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<MonitoringServer> StartAsync(
        HttpAddress address,
        MonitoredRun run,
        MeterProvider metrics,
        byte[]? stateToken,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        try
        {
            return await StartAtAsync(address.Port);
        }
        catch (IOException) when (address.OrAnother)
        {
            return await StartAtAsync(0);
        }

        async Task<MonitoringServer> StartAtAsync(int port)
        {
            var application = Build(address.Ip, port, run, metrics, stateToken, clock, loggers);
            try
            {
                await application.StartAsync(cancellationToken);
                return new MonitoringServer(application);
            }
            catch
            {
                await application.DisposeAsync();
                throw;
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static WebApplication Build(
        IPAddress ip, int port, MonitoredRun run, MeterProvider metrics, byte[]? stateToken, TimeProvider clock, ILoggerFactory loggers)
    {
        // The empty builder: no second reading of configuration, no static files, no signal handlers beside the program's own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "streaming", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(ip, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var application = builder.Build();
        application.UseRouting();
        application.UseOpenTelemetryPrometheusScrapingEndpoint(metrics, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        application.MapHealth(run);
        application.MapReports(run, clock, application.Lifetime.ApplicationStopping);
        if (stateToken is not null)
        {
            application.MapPost("/state", new StateEndpoint(run, stateToken, clock).AnswerAsync);
        }

        application.MapLivePage();
        application.UseEndpoints(_ => { });
        return application;
    }
}
