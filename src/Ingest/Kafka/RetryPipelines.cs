using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Polly;
using Streaming.Kafka;

namespace Streaming.Ingest.Kafka;

/// <summary>The resilience pipelines of Ingest, one per kind of request.</summary>
internal sealed class RetryPipelines
{
    /// <summary>Makes the pipelines; the time to connect counts from now.</summary>
    public RetryPipelines(IngestOptions options, BrokerOutage outage, TimeProvider timeProvider, ILogger logger)
    {
        ResiliencePipeline Create(string operation, TimeSpan giveUpAfter, Func<Error, bool> isWorthRetrying) => RetryPipeline.Create(
            operation, options.RetryDelay, options.MaxRetryDelay, giveUpAfter, isWorthRetrying, IngestTelemetry.CountRetry, timeProvider, logger);

        Connect = Create("connect", options.ConnectTimeout, error => KafkaErrors.IsWorthRetrying(error) && !outage.IsRefused);
        Query = Create("query offsets", Timeout.InfiniteTimeSpan, KafkaErrors.IsWorthRetrying);
        Commit = Create(
            "commit", Timeout.InfiniteTimeSpan, error => KafkaErrors.IsWorthRetrying(error) && !KafkaErrors.IsStaleMember(error));
    }

    /// <summary>Connecting and metadata at the start: given up after <see cref="IngestOptions.ConnectTimeout"/>.</summary>
    public ResiliencePipeline Connect { get; }

    /// <summary>Offset queries while lanes open: as long as the caller waits, for a broker may be away for minutes.</summary>
    public ResiliencePipeline Query { get; }

    /// <summary>Commits outside of a transaction: a member whose generation is over must not commit again.</summary>
    public ResiliencePipeline Commit { get; }
}
