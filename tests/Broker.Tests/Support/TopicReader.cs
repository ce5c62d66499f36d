using System.Text;
using Confluent.Kafka;

namespace Streaming.Broker.Tests.Support;

/// <summary>Reads whole topics with a client of its own, apart from what the product uses.</summary>
internal static class TopicReader
{
    /// <summary>All records of a topic up to the end seen at start, in partition and offset order.</summary>
    public static List<ConsumeResult<byte[], byte[]>> ReadAll(string bootstrap, string topic, bool committedOnly = true)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "topic-reader-" + Guid.NewGuid().ToString("N"),
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = committedOnly ? IsolationLevel.ReadCommitted : IsolationLevel.ReadUncommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).Build();
        var partitions = Partitions(bootstrap, topic);
        var records = new List<ConsumeResult<byte[], byte[]>>();
        for (var partition = 0; partition < partitions; partition++)
        {
            consumer.Assign(new TopicPartitionOffset(topic, partition, Offset.Beginning));
            while (true)
            {
                var result = consumer.Consume(TimeSpan.FromSeconds(30)) ?? throw new TimeoutException($"{topic}[{partition}] gave no end within 30 s");
                if (result.IsPartitionEOF)
                {
                    break;
                }

                records.Add(result);
            }
        }

        consumer.Close();
        return records;
    }

    /// <summary>The number of offsets between start and end, over all partitions.</summary>
    public static long Count(string bootstrap, string topic)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig { BootstrapServers = bootstrap, GroupId = "topic-reader-count", EnableAutoCommit = false }).Build();
        return Enumerable.Range(0, Partitions(bootstrap, topic))
            .Select(partition => consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), TimeSpan.FromSeconds(20)))
            .Sum(range => range.High.Value - range.Low.Value);
    }

    /// <summary>The offset behind a partition's last record.</summary>
    public static long End(string bootstrap, string topic, int partition)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig { BootstrapServers = bootstrap, GroupId = "topic-reader-count", EnableAutoCommit = false }).Build();
        return consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), TimeSpan.FromSeconds(20)).High.Value;
    }

    /// <summary>The number of partitions; 0 if the topic does not exist.</summary>
    public static int Partitions(string bootstrap, string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        var metadata = admin.GetMetadata(topic, TimeSpan.FromSeconds(20)).Topics.Single();
        return metadata.Error.IsError ? 0 : metadata.Partitions.Count;
    }

    /// <summary>
    /// The group's committed offset per partition; -1 where there is none. Asked by a consumer that does not join: test processes
    /// have died while the administrative client asked a coordinator that was still loading.
    /// </summary>
    public static Task<Dictionary<int, long>> CommittedAsync(string bootstrap, string group, string topic) => Task.Run(() =>
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = group,
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadUncommitted,
        }).Build();
        var partitions = Enumerable.Range(0, Partitions(bootstrap, topic)).Select(p => new TopicPartition(topic, p)).ToList();
        return consumer.Committed(partitions, TimeSpan.FromSeconds(10))
            .ToDictionary(p => p.Partition.Value, p => p.Offset == Offset.Unset ? -1 : p.Offset.Value);
    });

    /// <summary>A header as text, or null.</summary>
    public static string? Header(this ConsumeResult<byte[], byte[]> record, string name) =>
        record.Message.Headers.TryGetLastBytes(name, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
