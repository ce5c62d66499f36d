using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Streaming.Ingest.Kafka;

namespace Streaming.Ingest.Tests.Polling;

/// <summary>librdkafka's own broker inside a producer. It knows classic groups, but no transactions worth the name.</summary>
public sealed class MockBroker : IDisposable
{
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly string _bootstrap;

    public MockBroker()
        : this(roundTripMs: 0)
    {
    }

    internal MockBroker(int roundTripMs)
    {
        _producer = new ProducerBuilder<byte[], byte[]>(new Dictionary<string, string>
        {
            ["test.mock.num.brokers"] = "1",
            ["test.mock.broker.rtt"] = roundTripMs.ToString(CultureInfo.InvariantCulture),
            ["linger.ms"] = "0",
        }).Build();
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        var broker = admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers[0];
        _bootstrap = $"{broker.Host}:{broker.Port}";
    }

    public KafkaSettings Settings => KafkaSettings.Create(_bootstrap, []);

    internal KafkaSettings SettingsWith(string name, string value) => KafkaSettings.Create(_bootstrap, [KeyValuePair.Create(name, value)]);

    /// <summary>Writes records numbered from <paramref name="first"/>: key <c>kN</c>, value <c>vN</c>. A new topic has four partitions.</summary>
    public void Produce(string topic, int partition, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var text = i.ToString(CultureInfo.InvariantCulture);
            _producer.Produce(
                new TopicPartition(topic, partition),
                new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes($"k{text}"), Value = Encoding.UTF8.GetBytes($"v{text}") });
        }

        _producer.Flush(TimeSpan.FromSeconds(10));
    }

    public void Dispose() => _producer.Dispose();
}
