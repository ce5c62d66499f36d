namespace Streaming.Ingest.Kafka;

/// <summary>What a consumer is configured with that reads assigned partitions to their ends, outside of any group's assignment.</summary>
internal static class ReaderSettings
{
    // The user may turn these with --kafka. Throughput first: a restore is waited for.
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["client.id"] = "streaming-reader",
        ["queued.min.messages"] = "100000",
        ["queued.max.messages.kbytes"] = "32768",
        ["fetch.queue.backoff.ms"] = "5",
        ["fetch.wait.max.ms"] = "20",
        ["max.partition.fetch.bytes"] = "8388608",
        ["check.crcs"] = "true",
        ["topic.metadata.propagation.max.ms"] = "10000",
        ["reconnect.backoff.max.ms"] = "2000",
    };

    // For the client a name is needed; it is not joined, and nothing is committed under it.
    private const string NoGroup = "streaming-reader";

    /// <summary>The configuration for a range of many partitions: smaller fetches, and timestamps.</summary>
    public static Dictionary<string, string> OfRange(KafkaSettings settings)
    {
        var configuration = Of(NoGroup, settings);
        configuration["max.partition.fetch.bytes"] = "1048576";
        configuration["dotnet.consumer.consume.result.fields"] = "timestamp";
        return configuration;
    }

    /// <summary>The whole configuration.</summary>
    /// <param name="group">Whose committed offsets may be asked for; it is not joined.</param>
    /// <param name="settings">The user's settings.</param>
    public static Dictionary<string, string> Of(string group, KafkaSettings settings) => settings.Over(Defaults, new Dictionary<string, string>
    {
        ["group.id"] = group,
        ["enable.auto.commit"] = "false",
        ["enable.auto.offset.store"] = "false",
        ["isolation.level"] = "read_committed",
        ["auto.offset.reset"] = "error",
        ["enable.partition.eof"] = "true",
        ["allow.auto.create.topics"] = "false",
        ["dotnet.consumer.consume.result.fields"] = "none",
    });
}
