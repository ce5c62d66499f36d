using System.Diagnostics;
using System.Diagnostics.Metrics;
using Streaming.Kafka;

namespace Streaming.Sink;

/// <summary>The sink's spans and metrics, by the messaging conventions where they exist (docs/telemetry.md lists them).</summary>
public static class SinkTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "Streaming.Sink";

    private static readonly Meter Meter = new(SourceName);

    private static readonly Counter<long> Sent = Meter.CreateCounter<long>(
        "messaging.client.sent.messages", "{message}", "Records handed to the producer");

    private static readonly Histogram<double> OperationDuration = Meter.CreateHistogram(
        "messaging.client.operation.duration",
        "s",
        "From a batch's hand-over to the producer to its last delivery report",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = ClientMetrics.Seconds });

    private static readonly Counter<long> QueueFull = Meter.CreateCounter<long>(
        "streaming.sink.queue_full", "{wait}", "Waits for a full producer queue");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "streaming.retries", "{retry}", "Requests to the brokers sent again");

    internal static ActivitySource Activities { get; } = new(SourceName);

    /// <summary>What the Kafka clients say about themselves.</summary>
    internal static ClientMetrics Clients { get; } = new(Meter);

    /// <summary>Counts nothing: what may stay at zero for ever is there from the start.</summary>
    internal static void Begin() => QueueFull.Add(0);

    internal static void CountSent(string topic, int records)
    {
        if (records > 0 && Sent.Enabled)
        {
            Sent.Add(records, [new("messaging.system", "kafka"), new("messaging.operation.name", "send"), new("messaging.destination.name", topic)]);
        }
    }

    internal static void RecordSend(string topic, double seconds, Activity? span)
    {
        if (OperationDuration.Enabled)
        {
            // An exemplar points to the span that is current now.
            var current = Activity.Current;
            Activity.Current = span;
            OperationDuration.Record(
                seconds, [new("messaging.system", "kafka"), new("messaging.operation.name", "send"), new("messaging.destination.name", topic)]);
            Activity.Current = current;
        }
    }

    internal static void CountQueueFull() => QueueFull.Add(1);

    internal static void CountRetry(string operation) => Retries.Add(1, new KeyValuePair<string, object?>("messaging.operation.name", operation));
}
