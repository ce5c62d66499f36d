using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Streaming.Ingest.Polling;

namespace Streaming.Ingest;

/// <summary>Ingest's spans and metrics, by the messaging conventions where they exist.</summary>
public static class IngestTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "Streaming.Ingest";

    private static readonly Meter Meter = new(SourceName);
    private static readonly ConcurrentDictionary<PollLoop, bool> Loops = new();

    private static readonly Counter<long> Consumed = Meter.CreateCounter<long>(
        "messaging.client.consumed.messages", "{message}", "Records handed to the lanes.");

    private static readonly Histogram<double> OperationDuration = Meter.CreateHistogram<double>(
        "messaging.client.operation.duration", "s", "Duration of commits and offset queries.");

    private static readonly Counter<long> Rebalances = Meter.CreateCounter<long>(
        "streaming.rebalances", "{rebalance}", "Changes of this member's assignment, by kind: assigned, revoked or lost.");

    private static readonly Counter<long> Pauses = Meter.CreateCounter<long>(
        "streaming.pauses", "{pause}", "Partitions paused because their lane stayed full.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "streaming.retries", "{retry}", "Requests to the brokers sent again, by operation.");

    static IngestTelemetry() => Meter.CreateObservableGauge(
        "streaming.lag", Lags, "{record}", "Records between what was handed to the lane and the end of the partition.");

    internal static ActivitySource Activities { get; } = new(SourceName);

    internal static void Observe(PollLoop loop) => Loops.TryAdd(loop, true);

    internal static void Forget(PollLoop loop) => Loops.TryRemove(loop, out _);

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

    internal static void CountRebalance(string kind) => Rebalances.Add(1, new KeyValuePair<string, object?>("kind", kind));

    internal static void CountPause(string topic) => Pauses.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", topic));

    internal static void CountRetry(string operation) => Retries.Add(1, new KeyValuePair<string, object?>("messaging.operation.name", operation));

    private static IEnumerable<Measurement<long>> Lags()
    {
        foreach (var loop in Loops.Keys)
        {
            foreach (var (partition, lag) in loop.Lags)
            {
                yield return new Measurement<long>(
                    lag,
                    new("messaging.destination.name", loop.Topic),
                    new("messaging.destination.partition.id", PartitionTag.Of(partition)));
            }
        }
    }
}
