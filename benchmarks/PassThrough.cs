using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;

namespace Streaming.Benchmarks;

/// <summary>
/// The floor: the scorer's consumer and producer settings, with nothing between them. Values go from topic to topic unread.
/// </summary>
internal static class PassThrough
{
    public static Command Command()
    {
        var bootstrap = new Option<string>("--bootstrap") { Required = true, Description = "Kafka's host:port." };
        var topic = new Option<string>("--topic") { Required = true, Description = "Read to the end seen at start." };
        var to = new Option<string>("--to-topic") { Required = true, Description = "Written, partition by partition." };
        var command = new Command("pass-through", "Moves a topic's records to another topic without looking at them.") { bootstrap, topic, to };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(bootstrap), parsed.GetRequiredValue(topic), parsed.GetRequiredValue(to)));
        return command;
    }

    private static int Run(string bootstrap, string topic, string to)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "pass-through",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            QueuedMinMessages = 100_000,
            QueuedMaxMessagesKbytes = 65_536,
            FetchWaitMaxMs = 20,
            CheckCrcs = true,
            ConsumeResultFields = "timestamp",
        }).Build();
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrap,
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 5,
            BatchSize = 1_000_000,
            QueueBufferingMaxMessages = 200_000,
            CompressionType = CompressionType.Lz4,
            DeliveryReportFields = "none",
        }).Build();
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        var partitions = admin.GetMetadata(topic, TimeSpan.FromSeconds(20)).Topics.Single().Partitions.Count;
        consumer.Assign(Enumerable.Range(0, partitions).Select(p => new TopicPartitionOffset(topic, p, Offset.Beginning)));

        var events = 0L;
        var ended = 0;
        Stopwatch? watch = null;
        while (ended < partitions)
        {
            var record = consumer.Consume(TimeSpan.FromSeconds(30)) ?? throw new TimeoutException("nothing came for 30 s");
            if (record.IsPartitionEOF)
            {
                ended++;
                continue;
            }

            watch ??= Stopwatch.StartNew();
            events++;
            Produce(producer, new TopicPartition(to, record.Partition), record.Message);
        }

        producer.Flush(TimeSpan.FromMinutes(1));
        var seconds = (watch ?? Stopwatch.StartNew()).Elapsed.TotalSeconds;
        var processor = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"verb\":\"pass-through\",\"events\":{events},\"seconds\":{seconds:f2},\"eventsPerSecond\":{events / seconds:f0},\"processorSeconds\":{processor:f2}}}"));
        return 0;
    }

    private static void Produce(IProducer<byte[], byte[]> producer, TopicPartition to, Message<byte[], byte[]> message)
    {
        while (true)
        {
            try
            {
                producer.Produce(to, new Message<byte[], byte[]> { Value = message.Value });
                return;
            }
            catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Poll(TimeSpan.FromMilliseconds(10));
            }
        }
    }
}
