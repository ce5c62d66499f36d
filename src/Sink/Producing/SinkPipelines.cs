using Microsoft.Extensions.Logging;
using Polly;
using Streaming.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>The resilience pipelines of the sink. Records themselves are not retried here: the idempotent producer does that.</summary>
internal static class SinkPipelines
{
    /// <summary>Connecting and metadata at the start: given up after <see cref="SinkOptions.ConnectTimeout"/>.</summary>
    public static ResiliencePipeline Connect(SinkOptions options, BrokerOutage outage, TimeProvider timeProvider, ILogger logger) =>
        Create("connect", options, outage, timeProvider, logger);

    /// <summary>Creating topics, likewise.</summary>
    public static ResiliencePipeline CreateTopics(SinkOptions options, BrokerOutage outage, TimeProvider timeProvider, ILogger logger) =>
        Create("create topics", options, outage, timeProvider, logger);

    private static ResiliencePipeline Create(
        string operation, SinkOptions options, BrokerOutage outage, TimeProvider timeProvider, ILogger logger) => RetryPipeline.Create(
            operation,
            options.RetryDelay,
            options.MaxRetryDelay,
            options.ConnectTimeout,
            error => KafkaErrors.IsWorthRetrying(error) && !outage.IsRefused,
            SinkTelemetry.CountRetry,
            timeProvider,
            logger);
}
