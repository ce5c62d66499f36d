using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Streaming.Ingest.Kafka;

/// <summary>
/// The resilience pipelines of Ingest: one per kind of request that may simply be sent again. What is part of a transaction never
/// goes through one of them.
/// </summary>
internal sealed class RetryPipelines(IngestOptions options, BrokerOutage outage, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>Connecting and metadata at the start: given up after <see cref="IngestOptions.ConnectTimeout"/>.</summary>
    public ResiliencePipeline Connect { get; } = Create(
        "connect", options, timeProvider, logger, options.ConnectTimeout, error => KafkaErrors.IsWorthRetrying(error) && !outage.IsRefused);

    /// <summary>Offset queries while lanes open: as long as the caller waits, for a broker may be away for minutes.</summary>
    public ResiliencePipeline Query { get; } = Create(
        "query offsets", options, timeProvider, logger, Timeout.InfiniteTimeSpan, KafkaErrors.IsWorthRetrying);

    /// <summary>Commits outside of a transaction: a member whose generation is over must not commit again.</summary>
    public ResiliencePipeline Commit { get; } = Create(
        "commit", options, timeProvider, logger, Timeout.InfiniteTimeSpan, error => KafkaErrors.IsWorthRetrying(error) && !KafkaErrors.IsStaleMember(error));

    private static ResiliencePipeline Create(
        string operation,
        IngestOptions options,
        TimeProvider timeProvider,
        ILogger logger,
        TimeSpan total,
        Func<Error, bool> isWorthRetrying)
    {
        var builder = new ResiliencePipelineBuilder { Name = $"kafka {operation}", TimeProvider = timeProvider };
        var started = timeProvider.GetTimestamp();
        return builder.AddRetry(new RetryStrategyOptions
        {
            Name = "retry",
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            MaxDelay = options.MaxRetryDelay,
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is KafkaException failure
                && isWorthRetrying(failure.Error)
                && (total == Timeout.InfiniteTimeSpan || timeProvider.GetElapsedTime(started) < total)),
            OnRetry = args =>
            {
                IngestTelemetry.CountRetry(operation);
                logger.Retried(operation, args.AttemptNumber + 1, args.RetryDelay, (args.Outcome.Exception as KafkaException)?.Error.Reason);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }
}
