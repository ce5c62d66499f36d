using System.Globalization;

namespace Streaming.Sink.Producing;

/// <summary>What the producers are configured with; docs/operations.md explains the values.</summary>
internal static class ProducerSettings
{
    // The user may turn these with --kafka.
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["client.id"] = "streaming",
        ["linger.ms"] = "2",
        ["batch.size"] = "1000000",
        ["batch.num.messages"] = "10000",
        ["compression.type"] = "lz4",

        // Bounded: with the brokers away this is what waits in memory, and lanes are made to wait behind it.
        ["queue.buffering.max.messages"] = "200000",
        ["queue.buffering.max.kbytes"] = "65536",

        // A broker may be away for minutes; what it has not confirmed waits. A deleted topic is found out by metadata instead.
        ["message.timeout.ms"] = "0",
        ["topic.metadata.refresh.interval.ms"] = "10000",
        ["topic.metadata.propagation.max.ms"] = "10000",
        ["socket.timeout.ms"] = "10000",
        ["reconnect.backoff.max.ms"] = "2000",
        ["socket.keepalive.enable"] = "true",
    };

    /// <summary>The configuration of an idempotent producer.</summary>
    /// <param name="kafka">The user's checked settings.</param>
    /// <param name="maxMessageBytes">The least that the topics take in one batch, or null if unknown.</param>
    public static Dictionary<string, string> Idempotent(IReadOnlyDictionary<string, string> kafka, int? maxMessageBytes)
    {
        var configuration = new Dictionary<string, string>(Defaults, StringComparer.Ordinal);
        if (maxMessageBytes is { } most)
        {
            configuration["message.max.bytes"] = Math.Clamp(most, 1_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in kafka)
        {
            configuration[name] = value;
        }

        configuration["enable.idempotence"] = "true";
        configuration["acks"] = "all";
        configuration["max.in.flight.requests.per.connection"] = "5";

        // As Java's partitioner: librdkafka's own default is another hash.
        configuration["partitioner"] = "murmur2_random";
        configuration["dotnet.producer.delivery.report.fields"] = "none";
        return configuration;
    }

    /// <summary>The configuration of a transactional producer.</summary>
    /// <param name="kafka">The user's checked settings.</param>
    /// <param name="transactionalId">The identity that fences a predecessor.</param>
    /// <param name="maxMessageBytes">The least that the topics take in one batch, or null if unknown.</param>
    public static Dictionary<string, string> Transactional(IReadOnlyDictionary<string, string> kafka, string transactionalId, int? maxMessageBytes)
    {
        var configuration = Idempotent(kafka, maxMessageBytes);

        // A record outlives its transaction in no case: the client derives this timeout from the transaction's.
        if (!kafka.ContainsKey("message.timeout.ms"))
        {
            configuration.Remove("message.timeout.ms");
        }

        // As Kafka Streams: a successor takes over after that long. A broker that is away for longer costs a new producer, no more.
        configuration.TryAdd("transaction.timeout.ms", "10000");
        configuration["transactional.id"] = transactionalId;
        return configuration;
    }

    /// <summary>The transaction timeout of a transactional configuration.</summary>
    public static TimeSpan TransactionTimeoutOf(IReadOnlyDictionary<string, string> configuration) =>
        int.TryParse(configuration["transaction.timeout.ms"], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new SinkException("The Kafka setting 'transaction.timeout.ms' is not a number.");

    /// <summary>The largest message a configuration lets through.</summary>
    public static int MaxMessageBytesOf(IReadOnlyDictionary<string, string> configuration) =>
        configuration.TryGetValue("message.max.bytes", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : 1_000_000;
}
