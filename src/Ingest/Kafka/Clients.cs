using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Ingest.Polling;
using Streaming.Kafka;

namespace Streaming.Ingest.Kafka;

/// <summary>Builds the clients, so that what the client refuses is named as a setting, not thrown as its own kind of error.</summary>
internal static class Clients
{
    /// <summary>The group consumer of a poll loop.</summary>
    public static IConsumer<byte, byte> Consumer(
        Dictionary<string, string> configuration, PollLoop loop, BrokerOutage outage, ILogger logger) =>
        Checked(() => new ConsumerBuilder<byte, byte>(configuration)
            .SetKeyDeserializer(loop.KeyReader)
            .SetValueDeserializer(loop.ValueReader)
            .SetErrorHandler((_, error) => outage.Complain(error))
            .SetLogHandler((_, line) => ClientLog.Write(logger, line))
            .SetStatisticsHandler((_, statistics) => loop.TakeStatistics(statistics))
            .SetPartitionsAssignedHandler((_, partitions) => loop.Assigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => loop.Revoked(partitions))
            .SetPartitionsLostHandler((_, partitions) => loop.Lost(partitions))
            .Build());

    /// <summary>A consumer that reads assigned partitions through the given readers.</summary>
    public static IConsumer<byte, byte> Reader(
        Dictionary<string, string> configuration, BytesReader key, BytesReader value, BrokerOutage outage, ILogger logger) =>
        Checked(() => new ConsumerBuilder<byte, byte>(configuration)
            .SetKeyDeserializer(key)
            .SetValueDeserializer(value)
            .SetErrorHandler((_, error) => outage.Complain(error))
            .SetLogHandler((_, line) => ClientLog.Write(logger, line))
            .Build());

    /// <summary>A client for questions about topics and offsets.</summary>
    public static IAdminClient Admin(KafkaSettings settings, BrokerOutage outage, ILogger logger)
    {
        Dictionary<string, string> defaults = new() { ["client.id"] = "streaming-admin", ["reconnect.backoff.max.ms"] = "2000" };
        return Checked(() => new AdminClientBuilder(settings.Over(defaults, [KeyValuePair.Create(TopicLookup.AutoCreation, "false")]))
            .SetErrorHandler((_, error) => outage.Complain(error))
            .SetLogHandler((_, line) => ClientLog.Write(logger, line))
            .Build());
    }

    private static T Checked<T>(Func<T> build) =>
        ClientBuilding.Build(build, (message, failure) => new KafkaSettingsException(message, failure));
}
