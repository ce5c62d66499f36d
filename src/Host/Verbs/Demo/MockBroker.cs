using Confluent.Kafka;

namespace Streaming.Host.Verbs.Demo;

/// <summary>
/// librdkafka's in-process mock broker: real enough for produce, fetch and consumer groups over real sockets, gone with the process.
/// It keeps 100,000 records or 5 MiB a partition, and makes topics of four partitions when somebody asks for them.
/// </summary>
internal sealed class MockBroker : IDisposable
{
    /// <summary>Partitions of a topic that it makes.</summary>
    public const int Partitions = 4;

    /// <summary>Records that a partition keeps.</summary>
    public const int RetainedRecords = 100_000;

    /// <summary>Bytes that a partition keeps.</summary>
    public const int RetainedBytes = 5 * 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    // The cluster lives inside a client and as long as it.
    private readonly IProducer<Null, Null> _holder;

    public MockBroker(params IReadOnlyList<string> topics)
    {
        _holder = new ProducerBuilder<Null, Null>(new Dictionary<string, string>
        {
            ["test.mock.num.brokers"] = "1",
            ["allow.auto.create.topics"] = "true",
            ["client.id"] = "streaming-mock",
        }).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(_holder.Handle).Build();
        var broker = admin.GetMetadata(s_patience).Brokers[0];
        Bootstrap = $"{broker.Host}:{broker.Port}";
        foreach (var topic in topics)
        {
            admin.GetMetadata(topic, s_patience);
        }
    }

    /// <summary>Where it listens.</summary>
    public string Bootstrap { get; }

    /// <inheritdoc />
    public void Dispose() => _holder.Dispose();
}
