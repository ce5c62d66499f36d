using Confluent.Kafka;
using Streaming.Broker.Tests.Support;
using Streaming.Inference.Ports;
using static Streaming.Broker.Tests.Transactions.TransactionalApplication;

namespace Streaming.Broker.Tests.Transactions;

/// <summary>Every outcome of a checkpoint's transaction, against a real broker.</summary>
public sealed class CheckpointLogTests(BrokerFixture broker)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_committed_checkpoint_is_records_and_offsets_together()
    {
        var app = await NewAsync();
        using var log = await app.OpenLogAsync();
        await log.InitializeAsync(Cancelled);
        log.Begin();
        await log.AppendAsync(1, Records(("a", "1"), ("b", "2"), ("a", null)), Cancelled);

        var outcome = await log.CommitAsync([new(1, 17)], app.Unfenced());

        Assert.Equal(CommitOutcome.Committed, outcome);
        var (committed, records) = await app.ReadBackAsync(1);
        Assert.Equal(17, committed);
        Assert.Equal([("a", "1"), ("b", "2"), ("a", null)], records);
        (committed, records) = await app.ReadBackAsync(0);
        Assert.Null(committed);
        Assert.Empty(records);
    }

    [Fact]
    public async Task An_aborted_checkpoint_leaves_nothing_and_the_next_one_commits()
    {
        var app = await NewAsync();
        using var log = await app.OpenLogAsync();
        await log.InitializeAsync(Cancelled);
        log.Begin();
        await log.AppendAsync(0, Records(("kept", "1")), Cancelled);
        Assert.Equal(CommitStatus.Committed, (await log.CommitAsync([new(0, 5)], app.Unfenced())).Status);
        log.Begin();
        await log.AppendAsync(0, Records(("gone", "2")), Cancelled);

        // An abort that overtakes the record's own AddPartitionsToTxn may be refused (librdkafka #4849): then a new producer settles it.
        if (!await log.TryAbortAsync())
        {
            await log.InitializeAsync(Cancelled);
        }

        // The aborted records and their control record are the changelog's end: a restore gets past them.
        Assert.Equal((5L, "kept"), (await app.ReadBackAsync(0)) is var (committed, records) ? (committed, Assert.Single(records).Key) : default);
        log.Begin();
        await log.AppendAsync(0, Records(("after", "3")), Cancelled);
        Assert.Equal(CommitStatus.Committed, (await log.CommitAsync([new(0, 9)], app.Unfenced())).Status);
        Assert.Equal(["kept", "after"], (await app.ReadBackAsync(0)).Records.Select(record => record.Key));
    }

    [Theory]
    [InlineData(nameof(IProducer<,>.SendOffsetsToTransaction))]
    [InlineData(nameof(IProducer<,>.CommitTransaction))]
    [InlineData(nameof(IProducer<,>.AbortTransaction))]
    public async Task A_call_that_never_returns_costs_a_new_producer_and_not_the_checkpoints(string call)
    {
        var app = await NewAsync();
        using var log = await app.OpenLogAsync(("transaction.timeout.ms", "2000"), ("socket.timeout.ms", "2000"));
        await log.InitializeAsync(Cancelled);
        var stuck = StuckProducer.In(call, log.Slot.Current);
        log.Slot.Fill(stuck);
        log.Begin();
        await log.AppendAsync(0, Records(("lost", "1")), Cancelled);
        if (call == nameof(IProducer<,>.AbortTransaction))
        {
            Assert.False(await log.TryAbortAsync());
        }
        else
        {
            Assert.Equal(CommitStatus.Unknown, (await log.CommitAsync([new(0, 5)], app.Unfenced())).Status);
        }

        // As after every unknown outcome: a new producer, which settles what the old one left.
        await log.InitializeAsync(Cancelled);
        log.Begin();
        await log.AppendAsync(0, Records(("kept", "2")), Cancelled);
        Assert.Equal(CommitOutcome.Committed, await log.CommitAsync([new(0, 9)], app.Unfenced()));

        Assert.False(((StuckProducer)(object)stuck).IsDisposed);
        var (committed, records) = await app.ReadBackAsync(0);
        Assert.Equal((9L, "kept"), (committed, Assert.Single(records).Key));
    }

    [Fact]
    public async Task A_checkpoint_without_records_or_offsets_commits()
    {
        var app = await NewAsync();
        using var log = await app.OpenLogAsync();
        await log.InitializeAsync(Cancelled);

        log.Begin();

        Assert.Equal(CommitOutcome.Committed, await log.CommitAsync([], app.Unfenced()));
    }

    [Fact]
    public async Task Offsets_of_a_stale_member_make_the_checkpoint_abortable_and_its_copies_commit_under_new_metadata()
    {
        var app = await NewAsync();
        using var log = await app.OpenLogAsync();
        await log.InitializeAsync(Cancelled);
        var stale = Left(app);
        log.Begin();
        await log.AppendAsync(0, Records(("a", "1")), Cancelled);

        var outcome = await log.CommitAsync([new(0, 3)], stale);

        Assert.Equal(CommitStatus.Abortable, outcome.Status);
        Assert.True(await log.TryAbortAsync());
        Assert.Equal((null, 0), (await app.ReadBackAsync(0)) is var (committed, records) ? (committed, records.Count) : default);
        log.Begin();
        await log.AppendAsync(0, Records(("a", "1")), Cancelled);
        Assert.Equal(CommitStatus.Committed, (await log.CommitAsync([new(0, 3)], app.Unfenced())).Status);
    }

    [Fact]
    public async Task A_successor_fences_and_its_initialization_settles_what_was_open()
    {
        var app = await NewAsync();
        using var predecessor = await app.OpenLogAsync();
        await predecessor.InitializeAsync(Cancelled);
        predecessor.Begin();
        await predecessor.AppendAsync(0, Records(("a", "1")), Cancelled);
        using var successor = await app.OpenLogAsync();
        await successor.InitializeAsync(Cancelled);

        var outcome = await predecessor.CommitAsync([new(0, 3)], app.Unfenced());

        Assert.Equal(CommitStatus.Unknown, outcome.Status);
        Assert.Equal((null, 0), (await app.ReadBackAsync(0)) is var (committed, records) ? (committed, records.Count) : default);
        successor.Begin();
        await successor.AppendAsync(0, Records(("b", "2")), Cancelled);
        Assert.Equal(CommitStatus.Committed, (await successor.CommitAsync([new(0, 4)], app.Unfenced())).Status);
    }

    [Fact]
    public async Task Two_instances_under_one_identity_are_told_by_its_name()
    {
        var app = await NewAsync();
        using var one = await app.OpenLogAsync();
        using var other = await app.OpenLogAsync();
        await one.InitializeAsync(Cancelled);

        var clash = await Assert.ThrowsAsync<FencedException>(async () =>
        {
            // Each takes over from the other and finds itself fenced at its next commit.
            for (var round = 0; round < 3; round++)
            {
                one.Begin();
                await one.AppendAsync(0, Records(("a", "1")), Cancelled);
                await other.InitializeAsync(Cancelled);
                Assert.Equal(CommitStatus.Unknown, (await one.CommitAsync([new(0, 1)], app.Unfenced())).Status);
                await one.InitializeAsync(Cancelled);
            }
        });

        Assert.Contains(app.TransactionalId, clash.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_the_broker_timed_out_is_unknown_but_no_clash()
    {
        await using var container = await BrokerFixture.StartAsync(
            Cancelled, ("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "500"));
        var app = new TransactionalApplication(BrokerFixture.Address(container));
        await app.CreateTopicsAsync();
        using var log = await app.OpenLogAsync(("transaction.timeout.ms", "2000"), ("socket.timeout.ms", "2000"));

        // More often than a clash would be forgiven.
        for (var round = 0; round < 3; round++)
        {
            await log.InitializeAsync(Cancelled);
            log.Begin();
            await log.AppendAsync(0, Records(("a", "1")), Cancelled);
            await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Cancelled);

            var outcome = await log.CommitAsync([new(0, 3)], app.Unfenced());

            Assert.NotEqual(CommitStatus.Committed, outcome.Status);
            if (outcome.Status == CommitStatus.Abortable)
            {
                await log.TryAbortAsync();
            }
        }

        await log.InitializeAsync(Cancelled);
        log.Begin();
        await log.AppendAsync(0, Records(("b", "2")), Cancelled);
        Assert.Equal(CommitStatus.Committed, (await log.CommitAsync([new(0, 4)], app.Unfenced())).Status);
        Assert.Equal(["b"], (await app.ReadBackAsync(0)).Records.Select(record => record.Key));
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for_and_the_outcome_is_one_of_the_two()
    {
        await using var container = await BrokerFixture.StartAsync(Cancelled);
        var app = new TransactionalApplication(BrokerFixture.Address(container));
        await app.CreateTopicsAsync();
        using var log = await app.OpenLogAsync(("transaction.timeout.ms", "3000"), ("socket.timeout.ms", "1000"));
        await log.InitializeAsync(Cancelled);
        var metadata = app.Unfenced();
        log.Begin();
        await log.AppendAsync(0, Records(("a", "1")), Cancelled);
        await BrokerFixture.FreezeAsync(container, Cancelled);

        var outcome = await log.CommitAsync([new(0, 3)], metadata);

        Assert.NotEqual(CommitStatus.Committed, outcome.Status);
        var settling = log.InitializeAsync(Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System, Cancelled);
        Assert.False(settling.IsCompleted);
        await container.UnpauseAsync(Cancelled);
        await settling.WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
        var (committed, records) = await app.ReadBackAsync(0);
        Assert.True((committed, records.Count) is (null, 0) or (3L, 1), $"offset {committed}, {records.Count} records");
        log.Begin();
        await log.AppendAsync(0, Records(("b", "2")), Cancelled);
        Assert.Equal(CommitStatus.Committed, (await log.CommitAsync([new(0, 4)], app.Unfenced())).Status);
    }

    private async Task<TransactionalApplication> NewAsync()
    {
        var app = new TransactionalApplication(broker.Bootstrap);
        await app.CreateTopicsAsync();
        return app;
    }

    // Metadata of a member that has left the group since.
    private GroupMetadata Left(TransactionalApplication app)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig { BootstrapServers = broker.Bootstrap, GroupId = app.Group }).Build();
        consumer.Subscribe(app.Input);
        while (consumer.Assignment.Count == 0)
        {
            consumer.Consume(TimeSpan.FromMilliseconds(100));
        }

        var metadata = new GroupMetadata(consumer.ConsumerGroupMetadata, HasMember: true);
        consumer.Close();
        return metadata;
    }
}
