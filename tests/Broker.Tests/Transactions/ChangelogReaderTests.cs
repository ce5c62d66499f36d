using System.Text;
using Confluent.Kafka;
using Streaming.Broker.Tests.Support;
using Streaming.Inference.Ports;

namespace Streaming.Broker.Tests.Transactions;

public sealed class ChangelogReaderTests(BrokerFixture broker)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_changelog_is_read_also_one_whose_offsets_do_not_begin_at_zero()
    {
        var app = await NewAsync();
        Assert.Equal((null, 0), (await app.ReadBackAsync(0)) is var (none, empty) ? (none, empty.Count) : default);
        TestTopics.Produce(broker.Bootstrap, app.Changelog, Enumerable.Range(0, 10).Select(i => (0, (byte[]?)[1], (byte[]?)[(byte)i])));
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(app.Changelog, 0, 10)]);

        Assert.Equal((null, 0), (await app.ReadBackAsync(0)) is var (committed, records) ? (committed, records.Count) : default);
    }

    [Fact]
    public async Task A_single_record_is_read_and_so_are_tombstones_alone()
    {
        var app = await NewAsync();
        TestTopics.Produce(broker.Bootstrap, app.Changelog, [(0, "one"u8.ToArray(), [1]), (1, "gone"u8.ToArray(), null), (1, "too"u8.ToArray(), null)]);

        Assert.Equal("one", Assert.Single((await app.ReadBackAsync(0)).Records).Key);
        Assert.Equal([("gone", null), ("too", null)], (await app.ReadBackAsync(1)).Records);
    }

    [Fact]
    public async Task An_aborted_transaction_at_the_end_and_one_that_is_all_there_is_are_passed()
    {
        var app = await NewAsync();
        TestTopics.Produce(broker.Bootstrap, app.Changelog, [(0, "kept"u8.ToArray(), [1])]);
        using var other = Transactional("ends-aborted-" + app.Changelog, 60_000);
        other.BeginTransaction();
        other.Produce(new TopicPartition(app.Changelog, 0), Message("gone"));
        other.Produce(new TopicPartition(app.Changelog, 1), Message("gone"));
        other.Flush(Cancelled);
        other.AbortTransaction();

        Assert.Equal("kept", Assert.Single((await app.ReadBackAsync(0)).Records).Key);
        Assert.Empty((await app.ReadBackAsync(1)).Records);
    }

    [Fact]
    public async Task An_open_transaction_is_waited_for_until_it_ends()
    {
        var app = await NewAsync();
        using var other = Transactional("open-" + app.Changelog, 60_000);
        other.BeginTransaction();
        other.Produce(new TopicPartition(app.Changelog, 0), Message("mine"));
        other.Flush(Cancelled);
        var reading = app.ReadBackAsync(0);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancelled);
        Assert.False(reading.IsCompleted);

        other.CommitTransaction();

        var (committed, records) = await reading.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        Assert.Null(committed);
        Assert.Equal("mine", Assert.Single(records).Key);
    }

    [Fact]
    public async Task An_open_transaction_that_ends_aborted_is_passed()
    {
        var app = await NewAsync();
        TestTopics.Produce(broker.Bootstrap, app.Changelog, [(0, "kept"u8.ToArray(), [1])]);
        using var other = Transactional("aborted-" + app.Changelog, 60_000);
        other.BeginTransaction();
        other.Produce(new TopicPartition(app.Changelog, 0), Message("gone"));
        other.Flush(Cancelled);
        var reading = app.ReadBackAsync(0);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancelled);
        Assert.False(reading.IsCompleted);

        other.AbortTransaction();

        Assert.Equal("kept", Assert.Single((await reading.WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).Records).Key);
    }

    [Fact]
    public async Task A_transaction_that_stays_open_is_refused_with_the_way_out()
    {
        var app = await NewAsync();
        using var other = Transactional("stuck-" + app.Changelog, 120_000);
        other.BeginTransaction();
        other.Produce(new TopicPartition(app.Changelog, 0), Message("stuck"));
        other.Flush(Cancelled);

        var refusal = await Assert.ThrowsAsync<StateRefusedException>(() => app.ReadBackAsync(0, TimeSpan.FromSeconds(1)));

        Assert.Contains("kafka-transactions", refusal.Message, StringComparison.Ordinal);
        other.AbortTransaction();
    }

    [Fact]
    public async Task A_reading_may_begin_in_the_middle_and_the_range_tells_which_changelog_it_is()
    {
        var app = await NewAsync();
        TestTopics.Produce(broker.Bootstrap, app.Changelog, Enumerable.Range(0, 5).Select(i => (0, (byte[]?)[(byte)(65 + i)], (byte[]?)[1])));
        using var reader = app.OpenReader(TimeSpan.FromSeconds(10));
        var range = await reader.FindRangeAsync(0, Cancelled);

        Assert.Equal((0, 5), (range.Start, range.End));
        Assert.Equal(["D", "E"], (await app.ReadBackAsync(0, from: 3)).Records.Select(record => record.Key));
        Assert.Empty((await app.ReadBackAsync(0, from: 5)).Records);
        Assert.Equal(range.TopicId, (await reader.FindRangeAsync(1, Cancelled)).TopicId);
        Assert.NotEqual(range.TopicId, (await (await NewAsync()).OpenReader(TimeSpan.FromSeconds(10)).FindRangeAsync(0, Cancelled)).TopicId);
    }

    [Fact]
    public async Task What_the_taker_throws_ends_the_reading_and_a_cancelled_reading_ends()
    {
        var app = await NewAsync();
        TestTopics.Produce(broker.Bootstrap, app.Changelog, [(0, [1], [1])]);
        using var reader = app.OpenReader(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<InvalidDataException>(() => reader.ReadAsync(0, null, 1, (_, _, _, _) => throw new InvalidDataException("damaged"), Cancelled));

        using var other = Transactional("held-" + app.Changelog, 60_000);
        other.BeginTransaction();
        other.Produce(new TopicPartition(app.Changelog, 1), Message("held"));
        other.Flush(Cancelled);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var reading = reader.ReadAsync(1, null, 1, (_, _, _, _) => { }, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        other.AbortTransaction();
    }

    private static Message<byte[], byte[]> Message(string key) => new() { Key = Encoding.UTF8.GetBytes(key), Value = [1] };

    private IProducer<byte[], byte[]> Transactional(string id, int timeoutMs)
    {
        var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = broker.Bootstrap, TransactionalId = id, TransactionTimeoutMs = timeoutMs, LingerMs = 0,
        }).Build();
        producer.InitTransactions(TimeSpan.FromSeconds(30));
        return producer;
    }

    private async Task<TransactionalApplication> NewAsync()
    {
        var app = new TransactionalApplication(broker.Bootstrap);
        await app.CreateTopicsAsync();
        return app;
    }
}
