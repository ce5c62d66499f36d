using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>Builds the sink's clients.</summary>
internal static class SinkClients
{
    /// <summary>A producer.</summary>
    /// <param name="configuration">Its whole configuration.</param>
    /// <param name="outage">Told when brokers go away.</param>
    /// <param name="logger">Where it is told what happens.</param>
    /// <param name="name">What it is called in metrics; null for a producer that no metrics tell of.</param>
    public static IProducer<byte[]?, byte[]?> Producer(
        Dictionary<string, string> configuration, BrokerOutage outage, ILogger logger, string? name = null)
    {
        var watched = new Dictionary<string, string>(configuration, StringComparer.Ordinal);
        if (name is not null)
        {
            watched.TryAdd("statistics.interval.ms", "5000");
        }

        return Checked(() => new ProducerBuilder<byte[]?, byte[]?>(watched)
            .SetStatisticsHandler((_, statistics) => Take(name, statistics))
            .SetKeySerializer(Serializers.ByteArray)
            .SetValueSerializer(Serializers.ByteArray)
            .SetErrorHandler((_, error) =>
            {
                outage.Complain(error);
                if (error.IsFatal)
                {
                    logger.ProducerFailed(error.Code, error.Reason);
                }
            })
            .SetLogHandler((_, line) => ClientLog.Write(logger, line))
            .Build());
    }

    /// <summary>A client for questions about topics, and for creating them.</summary>
    public static IAdminClient Admin(IReadOnlyDictionary<string, string> kafka, BrokerOutage outage, ILogger logger)
    {
        var configuration = new Dictionary<string, string>(kafka, StringComparer.Ordinal);
        configuration.TryAdd("client.id", "streaming-admin");
        configuration[TopicLookup.AutoCreation] = "false";
        configuration.TryAdd("reconnect.backoff.max.ms", "2000");
        return Checked(() => new AdminClientBuilder(configuration)
            .SetErrorHandler((_, error) => outage.Complain(error))
            .SetLogHandler((_, line) => ClientLog.Write(logger, line))
            .Build());
    }

    /// <summary>A consumer that reads assigned partitions, outside of any group.</summary>
    public static IConsumer<byte[]?, byte[]?> Reader(IReadOnlyDictionary<string, string> kafka, BrokerOutage outage, ILogger logger)
    {
        var configuration = new Dictionary<string, string>(kafka, StringComparer.Ordinal)
        {
            // The client wants a name; nothing is ever committed under it.
            ["group.id"] = "streaming-reader",
            ["enable.auto.commit"] = "false",
            ["enable.auto.offset.store"] = "false",
            ["enable.partition.eof"] = "true",
            ["isolation.level"] = "read_committed",
            ["auto.offset.reset"] = "error",
        };
        configuration.TryAdd("client.id", "streaming-reader");
        configuration.TryAdd("fetch.wait.max.ms", "20");
        return Checked(() => new ConsumerBuilder<byte[]?, byte[]?>(configuration)
            .SetKeyDeserializer(NullableBytes.Instance)
            .SetValueDeserializer(NullableBytes.Instance)
            .SetErrorHandler((_, error) => outage.Complain(error))
            .SetLogHandler((_, line) => ClientLog.Write(logger, line))
            .Build());
    }

    private static void Take(string? name, string statistics)
    {
        if (name is not null)
        {
            SinkTelemetry.Clients.Take(name, statistics);
        }
    }

    private static T Checked<T>(Func<T> build) => ClientBuilding.Build(build, (message, failure) => new SinkException(message, failure));
}
