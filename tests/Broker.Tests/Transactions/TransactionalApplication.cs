using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Broker.Tests.Support;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Ports;
using Streaming.Ingest;
using Streaming.Ingest.Changelog;
using Streaming.Ingest.Kafka;
using Streaming.Sink;
using Streaming.Sink.Checkpoints;

namespace Streaming.Broker.Tests.Transactions;

/// <summary>An application's input, changelog and outputs of two partitions each, and what reads and writes them transactionally.</summary>
internal sealed class TransactionalApplication(string bootstrap)
{
    private readonly string _name = "txn-" + Guid.NewGuid().ToString("N")[..10];

    public string Input => _name + ".in";

    public string Changelog => _name + ".changelog";

    public string Group => _name;

    public string TransactionalId => _name + "-i1";

    public SinkOptions Sink
    {
        get
        {
            var options = new SinkOptions();
            options.NameTopicsAfter(_name);
            return options;
        }
    }

    /// <summary>As of a consumer that is no member of the group: a broker takes its offsets unfenced.</summary>
    public GroupMetadata Unfenced()
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig { BootstrapServers = bootstrap, GroupId = Group }).Build();
        return new GroupMetadata(consumer.ConsumerGroupMetadata, HasMember: false);
    }

    public async Task CreateTopicsAsync()
    {
        foreach (var topic in (string[])[Input, Changelog, .. new[] { "scores", "alerts", "dead-letter" }.Select(name => $"{_name}.{name}")])
        {
            await TestTopics.CreateAsync(bootstrap, topic, 2);
        }
    }

    public Task<KafkaCheckpointLog> OpenLogAsync(params (string Name, string Value)[] settings) => KafkaCheckpointLog.OpenAsync(
        new CheckpointLogOptions(TransactionalId, Input, 2, Changelog), Sink, Settings(settings).Pairs, TimeProvider.System, NullLoggerFactory.Instance,
        TestContext.Current.CancellationToken);

    public KafkaChangelogReader OpenReader(TimeSpan transactionTimeout) => new(
        new ChangelogReaderOptions(Group, Input, Changelog, transactionTimeout),
        new IngestOptions { Topic = Input, Group = Group },
        Settings(),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    public KafkaSettings Settings(params (string Name, string Value)[] settings) =>
        KafkaSettings.Create(bootstrap, settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)));

    /// <summary>What restore would see: the committed offset, and the changelog's records as text, tombstones as null.</summary>
    public async Task<(long? Committed, List<(string Key, string? Value)> Records)> ReadBackAsync(
        int partition, TimeSpan? transactionTimeout = null, long? from = null)
    {
        var records = new List<(string Key, string? Value)>();
        using var reader = OpenReader(transactionTimeout ?? TimeSpan.FromSeconds(10));
        var committed = await reader.CommittedAsync(partition, TestContext.Current.CancellationToken);
        var range = await reader.FindRangeAsync(partition, TestContext.Current.CancellationToken);
        await reader.ReadAsync(
            partition,
            from,
            range.End,
            (_, key, value, isTombstone) => records.Add((Encoding.UTF8.GetString(key), isTombstone ? null : Encoding.UTF8.GetString(value))),
            TestContext.Current.CancellationToken);
        return (committed, records);
    }

    public static ChangelogRecords Records(params (string Key, string? Value)[] records)
    {
        var set = new ChangelogRecords();
        foreach (var (key, value) in records)
        {
            var bytes = Encoding.UTF8.GetBytes(key);
            if (value is null)
            {
                bytes.CopyTo(set.AddTombstone(bytes.Length));
                continue;
            }

            var valueBytes = Encoding.UTF8.GetBytes(value);
            set.Add(bytes.Length, valueBytes.Length, out var keySpan, out var valueSpan);
            bytes.CopyTo(keySpan);
            valueBytes.CopyTo(valueSpan);
        }

        return set;
    }
}
