using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Streaming.Broker.Tests.Support;

/// <summary>Topics and records made by the test's own client.</summary>
internal static class TestTopics
{
    public static async Task CreateAsync(string bootstrap, string topic, int partitions)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = 1 }]);
    }

    public static async Task DeleteAsync(string bootstrap, string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        await admin.DeleteTopicsAsync([topic]);
    }

    public static void Produce(string bootstrap, string topic, IEnumerable<(int Partition, byte[]? Key, byte[]? Value)> records)
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig
        {
            BootstrapServers = bootstrap,
            EnableIdempotence = true,
            LingerMs = 5,
            MessageMaxBytes = 4_000_000,
            QueueBufferingMaxMessages = 2_000_000,
        }).Build();
        Error? failure = null;
        foreach (var (partition, key, value) in records)
        {
            producer.Produce(
                new TopicPartition(topic, partition < 0 ? Partition.Any : partition),
                new Message<byte[]?, byte[]?> { Key = key, Value = value },
                report => failure = report.Error.IsError ? report.Error : failure);
        }

        producer.Flush(TestContext.Current.CancellationToken);
        Assert.Null(failure);
    }
}
