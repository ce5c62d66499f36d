namespace Streaming.Ingest.Kafka;

/// <summary>What the group consumer is configured with; docs/operations.md explains the values.</summary>
internal static class ConsumerSettings
{
    // The user may turn these with --kafka.
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["client.id"] = "streaming",
        ["session.timeout.ms"] = "45000",
        ["heartbeat.interval.ms"] = "3000",
        ["max.poll.interval.ms"] = "300000",

        // Native prefetch: bounded, and asked for again soon after it was full (the client's own 1 s shows as steps in latency).
        ["queued.min.messages"] = "100000",
        ["queued.max.messages.kbytes"] = "65536",
        ["fetch.queue.backoff.ms"] = "10",
        ["fetch.wait.max.ms"] = "20",
        ["fetch.min.bytes"] = "1",
        ["fetch.max.bytes"] = "52428800",
        ["max.partition.fetch.bytes"] = "1048576",
        ["check.crcs"] = "true",
        ["statistics.interval.ms"] = "5000",

        // A deleted topic must surface within half a minute, also while every partition is paused and nothing is fetched.
        ["topic.metadata.refresh.interval.ms"] = "10000",
        ["topic.metadata.propagation.max.ms"] = "10000",
        ["reconnect.backoff.max.ms"] = "2000",
        ["socket.keepalive.enable"] = "true",
    };

    /// <summary>The whole configuration of a group consumer.</summary>
    public static Dictionary<string, string> Of(IngestOptions options, KafkaSettings settings)
    {
        var enforced = new Dictionary<string, string>
        {
            ["group.id"] = options.Group,
            ["group.protocol"] = options.GroupProtocol,
            ["enable.auto.commit"] = "false",
            ["enable.auto.offset.store"] = "false",
            ["isolation.level"] = "read_committed",
            ["auto.offset.reset"] = "error",
            ["enable.partition.eof"] = "true",
            ["allow.auto.create.topics"] = "false",

            // The topic's name would be a string per record, headers some objects more.
            ["dotnet.consumer.consume.result.fields"] = options.ReadTraceParents ? "timestamp,headers" : "timestamp",
        };

        var isClassic = options.GroupProtocol == "classic";
        if (isClassic)
        {
            enforced["partition.assignment.strategy"] = "cooperative-sticky";
        }

        // Under KIP-848 session and heartbeat are the broker's; the client refuses them.
        var defaults = Defaults.Where(pair => isClassic || pair.Key is not ("session.timeout.ms" or "heartbeat.interval.ms"));
        return settings.Over(defaults, enforced);
    }
}
