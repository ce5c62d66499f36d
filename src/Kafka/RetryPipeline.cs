using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Streaming.Kafka;

/// <summary>A resilience pipeline for requests that may simply be sent again. What is part of a transaction never goes through one.</summary>
internal static class RetryPipeline
{
    /// <summary>Makes the pipeline of one operation.</summary>
    /// <param name="operation">What is tried, for the log and as metric label.</param>
    /// <param name="delay">The first delay; it doubles.</param>
    /// <param name="maxDelay">The longest delay.</param>
    /// <param name="giveUpAfter">From when on a failure is final, counted from now; infinite to go on as long as the caller waits.</param>
    /// <param name="isWorthRetrying">Which errors may heal.</param>
    /// <param name="countRetry">Counts a retry of an operation.</param>
    /// <param name="timeProvider">Time.</param>
    /// <param name="logger">Where a retry is written.</param>
    public static ResiliencePipeline Create(
        string operation,
        TimeSpan delay,
        TimeSpan maxDelay,
        TimeSpan giveUpAfter,
        Func<Error, bool> isWorthRetrying,
        Action<string> countRetry,
        TimeProvider timeProvider,
        ILogger logger)
    {
        var started = timeProvider.GetTimestamp();
        return new ResiliencePipelineBuilder { Name = $"kafka {operation}", TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                Name = "retry",
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = delay,
                MaxDelay = maxDelay,
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Exception is KafkaException failure
                    && isWorthRetrying(failure.Error)
                    && (giveUpAfter == Timeout.InfiniteTimeSpan || timeProvider.GetElapsedTime(started) < giveUpAfter)),
                OnRetry = args =>
                {
                    countRetry(operation);
                    logger.Retried(operation, args.AttemptNumber + 1, args.RetryDelay, (args.Outcome.Exception as KafkaException)?.Error.Reason);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }
}
