using System.Globalization;
using System.Text.Json;

namespace Streaming.Kafka;

/// <summary>What one Kafka client said about itself last (librdkafka's STATISTICS.md names the members).</summary>
/// <param name="QueuedMessages">Records fetched and not consumed, or produced and not delivered.</param>
/// <param name="QueuedBytes">The same in bytes.</param>
/// <param name="QueuedOperations">Events that wait for the client's user: reports, rebalances, errors.</param>
/// <param name="Requests">Requests sent so far.</param>
/// <param name="SentBytes">Bytes sent so far.</param>
/// <param name="ReceivedBytes">Bytes received so far.</param>
/// <param name="Failures">Requests so far that failed, timed out or were sent again.</param>
/// <param name="Brokers">Every broker that the client knows.</param>
/// <param name="Partitions">Lags as the client counts them, from the position of its user.</param>
/// <param name="Group">Of a member of a group.</param>
/// <param name="TransactionState">Of a transactional producer.</param>
internal sealed record ClientFigures(
    long QueuedMessages,
    long QueuedBytes,
    long QueuedOperations,
    long Requests,
    long SentBytes,
    long ReceivedBytes,
    IReadOnlyList<(string Kind, long Count)> Failures,
    IReadOnlyList<BrokerFigures> Brokers,
    IReadOnlyList<(string Topic, string Partition, long Lag)> Partitions,
    GroupFigures? Group,
    string? TransactionState)
{
    /// <summary>Reads the client's JSON; what is not there is 0.</summary>
    public static ClientFigures Of(JsonElement root)
    {
        List<BrokerFigures> brokers = [];
        long errors = 0, timeouts = 0, retries = 0;
        foreach (var broker in Members(root, "brokers"))
        {
            errors += Long(broker, "txerrs") + Long(broker, "rxerrs");
            timeouts += Long(broker, "req_timeouts");
            retries += Long(broker, "txretries");

            // Logical brokers (the group's coordinator) repeat a connection of one that has a node id.
            if (Long(broker, "nodeid") is >= 0 and var node)
            {
                brokers.Add(BrokerFigures.Of(node.ToString(CultureInfo.InvariantCulture), broker));
            }
        }

        List<(string Topic, string Partition, long Lag)> lags = [];
        var (fetchedMessages, fetchedBytes) = (0L, 0L);
        foreach (var topic in Members(root, "topics"))
        {
            foreach (var partition in Members(topic, "partitions"))
            {
                fetchedMessages += Long(partition, "fetchq_cnt");
                fetchedBytes += Long(partition, "fetchq_size");
                if (Long(partition, "partition") is >= 0 and var number
                    && partition.TryGetProperty("consumer_lag", out var counted) && counted.TryGetInt64(out var lag) && lag >= 0)
                {
                    lags.Add((Text(topic, "topic") ?? "", number.ToString(CultureInfo.InvariantCulture), lag));
                }
            }
        }

        return new ClientFigures(
            Long(root, "msg_cnt") + fetchedMessages,
            Long(root, "msg_size") + fetchedBytes,
            Long(root, "replyq"),
            Long(root, "tx"),
            Long(root, "tx_bytes"),
            Long(root, "rx_bytes"),
            [("error", errors), ("retry", retries), ("timeout", timeouts)],
            brokers,
            lags,
            root.TryGetProperty("cgrp", out var group) ? GroupFigures.Of(group) : null,
            root.TryGetProperty("eos", out var eos) && Text(eos, "txn_state") is { } state && state != "Init" ? state : null);
    }

    /// <summary>An integer member; 0 if there is none.</summary>
    public static long Long(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.TryGetInt64(out var number) ? number : 0;

    /// <summary>A string member; null if there is none.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static IEnumerable<JsonElement> Members(JsonElement element, string name) =>
        element.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject().Select(member => member.Value)
            : [];
}
