using System.Text.Json;
using Confluent.Kafka;
using Streaming.Ingest.Files;
using Streaming.Ingest.Kafka;

namespace Streaming.Training.Tests;

/// <summary>A topic of four partitions on librdkafka's own broker inside a producer.</summary>
internal sealed class MockTopic : IDisposable
{
    public const string Name = "transactions";

    private readonly IProducer<byte[], byte[]> _producer =
        new ProducerBuilder<byte[], byte[]>(new Dictionary<string, string> { ["test.mock.num.brokers"] = "1", ["linger.ms"] = "5" }).Build();

    public MockTopic()
    {
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        var broker = admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers[0];
        Settings = KafkaSettings.Create($"{broker.Host}:{broker.Port}", []);
    }

    public KafkaSettings Settings { get; }

    /// <summary>Publishes a file's rows, keyed by card.</summary>
    public void Produce(string path)
    {
        using var reader = new FileRecordReader([path]);
        while (reader.Read())
        {
            using var row = JsonDocument.Parse(reader.Current.Value);
            var key = JsonSerializer.SerializeToUtf8Bytes(row.RootElement.GetProperty("card"));
            _producer.Produce(Name, new Message<byte[], byte[]> { Key = key, Value = reader.Current.Value.ToArray() });
        }

        _producer.Flush(TimeSpan.FromSeconds(30));
    }

    public void Dispose() => _producer.Dispose();
}
