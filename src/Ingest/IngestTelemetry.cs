using System.Diagnostics;
using System.Diagnostics.Metrics;
using Streaming.Kafka;

namespace Streaming.Ingest;

/// <summary>Ingest's spans and metrics, by the messaging conventions where they exist (docs/telemetry.md lists them).</summary>
public static class IngestTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "Streaming.Ingest";

    private static readonly Meter Meter = new(SourceName);

    private static readonly Counter<long> Consumed = Meter.CreateCounter<long>(
        "messaging.client.consumed.messages", "{message}", "Records handed to the lanes");

    private static readonly Histogram<double> OperationDuration = Meter.CreateHistogram(
        "messaging.client.operation.duration",
        "s",
        "Duration of commits and offset queries",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = ClientMetrics.Seconds });

    private static readonly Counter<long> Pauses = Meter.CreateCounter<long>(
        "streaming.pauses", "{pause}", "Partitions paused because their lane stayed full");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "streaming.retries", "{retry}", "Requests to the brokers sent again");

    internal static ActivitySource Activities { get; } = new(SourceName);

    /// <summary>What the Kafka clients say about themselves.</summary>
    internal static ClientMetrics Clients { get; } = new(Meter);

    /// <summary>
    /// Counts nothing: what may stay at zero for ever is there from the start, for an increase of a series that begins with its first event
    /// does not contain that event.
    /// </summary>
    internal static void Begin(string topic) => Pauses.Add(0, new KeyValuePair<string, object?>("messaging.destination.name", topic));

    internal static void CountConsumed(string topic, string group, int partition, int records)
    {
        if (Consumed.Enabled)
        {
            Consumed.Add(records, [new("messaging.system", "kafka"), new("messaging.operation.name", "poll"),
                new("messaging.destination.name", topic), new("messaging.consumer.group.name", group),
                new("messaging.destination.partition.id", PartitionTag.Of(partition))]);
        }
    }

    internal static void RecordOperation(string operation, string topic, double seconds, string? errorType)
    {
        if (OperationDuration.Enabled)
        {
            var tags = new TagList
            {
                { "messaging.system", "kafka" }, { "messaging.operation.name", operation }, { "messaging.destination.name", topic },
            };
            if (errorType is not null)
            {
                tags.Add("error.type", errorType);
            }

            OperationDuration.Record(seconds, tags);
        }
    }

    internal static void CountPause(string topic) => Pauses.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", topic));

    internal static void CountRetry(string operation) => Retries.Add(1, new KeyValuePair<string, object?>("messaging.operation.name", operation));
}
