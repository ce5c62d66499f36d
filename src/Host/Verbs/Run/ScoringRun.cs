using System.Runtime.InteropServices;
using Confluent.Kafka;
using Streaming.Host.CommandLine;
using Streaming.Host.Monitoring;
using Streaming.Host.Telemetry;
using Streaming.Inference;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;
using Streaming.Ingest;
using Streaming.Model.Artifact;
using Streaming.Sink;
using Streaming.Sink.Scores;

namespace Streaming.Host.Verbs.Run;

/// <summary>The composition root of everything that scores live: source, pipeline, sink, telemetry, health.</summary>
internal sealed class ScoringRun : IAsyncDisposable
{
    private readonly KafkaRecordSource _source;
    private readonly KafkaScoreSink _sink;
    private readonly DurableState? _state;
    private readonly ScoringPipeline _pipeline;
    private readonly TelemetrySession _telemetry;
    private readonly MonitoringServer? _server;
    private readonly Health _health;
    private readonly ILogger _logger;

    private ScoringRun(
        KafkaRecordSource source,
        KafkaScoreSink sink,
        DurableState? state,
        ScoringPipeline pipeline,
        TelemetrySession telemetry,
        MonitoringServer? server,
        Health health,
        ILogger logger)
    {
        _source = source;
        _sink = sink;
        _state = state;
        _pipeline = pipeline;
        _telemetry = telemetry;
        _server = server;
        _health = health;
        _logger = logger;
    }

    /// <summary>What has been done so far.</summary>
    public PipelineReport Report() => _pipeline.Report();

    /// <summary>How far the assigned partitions are from being scored.</summary>
    public RestoreReport Restore() => _pipeline.Restore();

    /// <summary>Where the live page, health and metrics are served; null: nowhere.</summary>
    public string? Address => _server?.Address;

    /// <summary>Whether every partition of the input is scored by this process.</summary>
    public bool HasAllPartitions => _pipeline.Restore().Open == _source.PartitionCount;

    /// <summary>Connects. Nothing is read yet.</summary>
    /// <param name="plan">The checked configuration.</param>
    /// <param name="model">The loaded model.</param>
    /// <param name="context">Logs and clock.</param>
    /// <param name="watch">Puts something between the pipeline and its sink; null for nothing.</param>
    /// <param name="cancellationToken">Ends the waiting for a broker.</param>
    public static async Task<ScoringRun> OpenAsync(
        RunPlan plan, StepModel model, VerbContext context, Func<IScoreSink, IScoreSink>? watch, CancellationToken cancellationToken)
    {
        var logger = context.Loggers.CreateLogger<ScoringRun>();
        var health = new Health();
        var opened = new Stack<IDisposable>();
        try
        {
            var telemetry = Opened(TelemetrySession.Start(plan.Instance, scraped: plan.Http is not null));
            plan.Ingest.ReadTraceParents |= telemetry.IsTracing;
            var source = Opened(await KafkaRecordSource.OpenAsync(plan.Ingest, plan.Kafka, context.Clock, context.Loggers, cancellationToken));
            plan.Inference.InputPartitions = source.PartitionCount;
            var state = plan.Durable is { } mode ? Opened(await DurableState.OpenAsync(plan, mode, source, context, cancellationToken)) : null;
            var sink = Opened(await KafkaScoreSink.OpenAsync(
                plan.Sink,
                plan.Kafka.Pairs,
                ScoreStamp.Of(model, plan.Ingest.Topic, plan.Inference.Threshold),
                source.PartitionCount,
                plan.Durable == DeliveryMode.ExactlyOnce ? state?.Log : null,
                context.Clock,
                context.Loggers,
                cancellationToken));
            var pipeline = Opened(new ScoringPipeline(
                model,
                plan.Inference,
                source,
                watch?.Invoke(sink) ?? sink,
                context.Clock,
                TaskScheduler.Default,
                context.Loggers.CreateLogger<ScoringPipeline>(),
                state?.Durability));

            // Last, so that nothing is left listening when a broker cannot be reached.
            var server = plan.Http is { } address && telemetry.Metrics is { } metrics
                ? await MonitoringServer.StartAsync(
                    address,
                    new MonitoredRun(
                        plan.App, plan.Instance, plan.Ingest.Topic, pipeline, model, plan.Inference.Threshold ?? model.Threshold, health),
                    metrics,
                    plan.StateToken,
                    context.Clock,
                    context.Loggers,
                    cancellationToken)
                : null;
            Say(logger, plan, model, server);
            return new ScoringRun(source, sink, state, pipeline, telemetry, server, health, logger);
        }
        catch
        {
            while (opened.TryPop(out var half))
            {
                half.Dispose();
            }

            throw;
        }

        T Opened<T>(T part)
            where T : IDisposable
        {
            opened.Push(part);
            return part;
        }
    }

    /// <summary>Scores until the source has ended or <paramref name="cancellationToken"/> asks to drain.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _health.Ready();
        await using var stopping = cancellationToken.Register(() =>
        {
            _health.Draining();
            _logger.Draining();
        });
        await _pipeline.RunAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _pipeline.Dispose();
        _sink.Dispose();
        _state?.Dispose();
        _source.Dispose();
        _telemetry.Dispose();
    }

    private static void Say(ILogger logger, RunPlan plan, StepModel model, MonitoringServer? server)
    {
        logger.ScoringStarted(
            plan.Ingest.Topic,
            plan.Ingest.Group,
            model.Name,
            model.ModelId,
            model.StateId,
            plan.Inference.Threshold ?? model.Threshold,
            plan.Durable == DeliveryMode.ExactlyOnce ? "exactly-once" : "at-least-once",
            plan.Durable is null ? "off" : "on",
            plan.App,
            plan.Instance,
            ProgramVersion.Text,
            RuntimeInformation.FrameworkDescription,
            Library.VersionString);
        if (server is not null)
        {
            logger.ServingHttp(server.Address);
        }
    }
}
