using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Streaming.Sink;

/// <summary>The sink's spans and metrics, by the messaging conventions where they exist.</summary>
public static class SinkTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "Streaming.Sink";

    private static readonly Meter Meter = new(SourceName);

    private static readonly Counter<long> Sent = Meter.CreateCounter<long>(
        "messaging.client.sent.messages", "{message}", "Records handed to the producer.");

    private static readonly Histogram<double> OperationDuration = Meter.CreateHistogram<double>(
        "messaging.client.operation.duration", "s", "From a batch's hand-over to the producer to its last delivery report.");

    private static readonly Counter<long> QueueFull = Meter.CreateCounter<long>(
        "streaming.sink.queue_full", "{wait}", "Waits for a full producer queue.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "streaming.retries", "{retry}", "Requests to the brokers sent again, by operation.");

    internal static ActivitySource Activities { get; } = new(SourceName);

    internal static void CountSent(string topic, int records)
    {
        if (records > 0 && Sent.Enabled)
        {
            Sent.Add(records, [new("messaging.system", "kafka"), new("messaging.operation.name", "send"), new("messaging.destination.name", topic)]);
        }
    }

    internal static void RecordSend(string topic, double seconds)
    {
        if (OperationDuration.Enabled)
        {
            OperationDuration.Record(
                seconds, [new("messaging.system", "kafka"), new("messaging.operation.name", "send"), new("messaging.destination.name", topic)]);
        }
    }

    internal static void CountQueueFull() => QueueFull.Add(1);

    internal static void CountRetry(string operation) => Retries.Add(1, new KeyValuePair<string, object?>("messaging.operation.name", operation));
}
