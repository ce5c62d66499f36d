using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Host.Monitoring;
using Streaming.Host.Telemetry;
using Streaming.Host.Tests.Telemetry;
using Streaming.Inference;
using Streaming.Model.Artifact;

namespace Streaming.Host.Tests.Monitoring;

/// <summary>A monitoring server over a pipeline that does not run.</summary>
internal sealed class RunningMonitor : IAsyncDisposable
{
    private readonly StepModel _model = StepModel.Load(Repository.Folder("models", "card-gru.onnx"));
    private readonly TelemetrySession _telemetry = TelemetrySession.Start("here", scraped: true);
    private readonly ScoringPipeline _pipeline;
    private MonitoringServer? _server;

    private RunningMonitor() => _pipeline = new ScoringPipeline(
        _model,
        new InferenceOptions(),
        new SilentSource(),
        new SilentSink(),
        TimeProvider.System,
        TaskScheduler.Default,
        NullLogger<ScoringPipeline>.Instance);

    public Health Health { get; } = new();

    public HttpClient Client { get; } = new();

    public static async Task<RunningMonitor> StartAsync(byte[]? stateToken = null, HttpAddress? address = null)
    {
        var monitor = new RunningMonitor();
        var run = new MonitoredRun("app", "here", "transactions", monitor._pipeline, monitor._model, 0.25f, monitor.Health);
        monitor._server = await MonitoringServer.StartAsync(
            address ?? HttpAddress.Parse("0"),
            run,
            monitor._telemetry.Metrics!,
            stateToken,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            TestContext.Current.CancellationToken);
        monitor.Client.BaseAddress = new Uri(monitor._server.Address);
        return monitor;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _pipeline.Dispose();
        _telemetry.Dispose();
        _model.Dispose();
    }
}
