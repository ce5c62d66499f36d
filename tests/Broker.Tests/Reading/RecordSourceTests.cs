using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Broker.Tests.Support;
using Streaming.Inference.Ports;
using Streaming.Ingest;
using Streaming.Ingest.Kafka;

namespace Streaming.Broker.Tests.Reading;

public sealed class RecordSourceTests(BrokerFixture broker)
{
    private readonly string _topic = "read-" + Guid.NewGuid().ToString("N")[..10];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_input_written_by_transactions_is_read_to_the_end_behind_its_control_records()
    {
        await TestTopics.CreateAsync(broker.Bootstrap, _topic, 2);
        using var producer = Transactional();
        producer.BeginTransaction();
        Produce(producer, 0, 10);
        producer.CommitTransaction();
        producer.BeginTransaction();
        Produce(producer, 0, 5);
        producer.Flush(Cancelled);
        producer.AbortTransaction();
        using var source = await OpenAsync(options => options.UntilEnd = true);
        var lanes = new SteppingLanes(source);
        var run = source.RunAsync(lanes);

        await source.Ended.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        // Ten records, a commit marker, five aborted records, an abort marker.
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), lanes.Offsets[0]);
        Assert.Equal(17, lanes.Ends[0]);
        await source.CloseAsync(Cancelled);
        await run;
        Assert.Equal(17, (await TopicReader.CommittedAsync(broker.Bootstrap, _topic, _topic))[0]);
    }

    [Fact]
    public async Task An_open_transaction_is_neither_read_nor_within_the_range()
    {
        await TestTopics.CreateAsync(broker.Bootstrap, _topic, 1);
        TestTopics.Produce(broker.Bootstrap, _topic, [(0, [1], [1]), (0, [2], [2])]);
        using var producer = Transactional();
        producer.BeginTransaction();
        Produce(producer, 0, 3);
        producer.Flush(Cancelled);
        using var source = await OpenAsync();
        var lanes = new SteppingLanes(source);
        var run = source.RunAsync(lanes);

        Assert.Equal(new PartitionRange(0, 2), await source.RangeAsync(0, Cancelled));
        await Eventually.TrueAsync(() => lanes.Ends.GetValueOrDefault(0) == 2, TimeSpan.FromSeconds(20), () => "the end before the transaction was not announced");

        producer.CommitTransaction();
        await Eventually.TrueAsync(() => lanes.Ends.GetValueOrDefault(0) == 6, TimeSpan.FromSeconds(20), () => "the end behind the transaction was not announced");
        Assert.Equal(5, lanes.Offsets[0].Count);
        await source.CloseAsync(Cancelled);
        await run;
    }

    [Theory]
    [InlineData("classic")]
    [InlineData("consumer")]
    public async Task Partitions_that_move_go_on_where_their_owner_committed(string protocol)
    {
        await TestTopics.CreateAsync(broker.Bootstrap, _topic, 4);
        var stop = false;
        var producing = Task.Run(
            async () =>
            {
                for (var i = 0; !Volatile.Read(ref stop); i++)
                {
                    TestTopics.Produce(broker.Bootstrap, _topic, Enumerable.Range(0, 4).Select(partition => (partition, (byte[]?)[1], (byte[]?)BitConverter.GetBytes(i))));
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled);
                }
            },
            Cancelled);
        using var first = await OpenAsync(options => options.GroupProtocol = protocol);
        var one = new SteppingLanes(first);
        var running = first.RunAsync(one);
        await Eventually.TrueAsync(() => one.Offsets.Count == 4, TimeSpan.FromSeconds(40), () => "the first member read nothing");

        using var second = await OpenAsync(options => options.GroupProtocol = protocol);
        var two = new SteppingLanes(second);
        var runningToo = second.RunAsync(two);
        await Eventually.TrueAsync(() => two.Offsets.Count == 2 && one.Owned.Count == 2, TimeSpan.FromSeconds(40), () => "no partition moved");
        await second.CloseAsync(Cancelled);
        await runningToo;
        await Eventually.TrueAsync(() => one.Owned.Count == 4, TimeSpan.FromSeconds(40), () => "no partition came back");
        Volatile.Write(ref stop, true);
        await producing;
        var ends = Enumerable.Range(0, 4).ToDictionary(partition => partition, partition => first.RangeAsync(partition, Cancelled));
        await Task.WhenAll(ends.Values);
        await Eventually.TrueAsync(
            () => ends.All(end => one.Ends.GetValueOrDefault(end.Key) == end.Value.Result.End), TimeSpan.FromSeconds(20), () => "the ends were not reached");

        // Each offset once: committed in the handler of the one, taken up there by the other.
        Assert.All(Enumerable.Range(0, 4), partition => Assert.Equal(
            Enumerable.Range(0, (int)ends[partition].Result.End).Select(offset => (long)offset),
            one.Offsets[partition].Concat(two.Offsets.GetValueOrDefault(partition) ?? new()).Order()));
        Assert.Empty(one.Failures.Concat(two.Failures));
        await first.CloseAsync(Cancelled);
        await running;
    }

    [Fact]
    public async Task A_member_without_partitions_ends_when_the_group_is_at_the_end()
    {
        await TestTopics.CreateAsync(broker.Bootstrap, _topic, 1);
        TestTopics.Produce(broker.Bootstrap, _topic, [(0, [1], [1])]);
        using var reading = await OpenAsync(options => options.UntilEnd = true);
        using var waiting = await OpenAsync(options => options.UntilEnd = true);
        var lanes = new SteppingLanes(reading);
        var run = reading.RunAsync(lanes);
        await reading.Ended.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        var idle = new SteppingLanes(waiting);
        var runIdle = waiting.RunAsync(idle);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Cancelled);
        Assert.False(waiting.Ended.IsCompleted);

        await reading.CommitAsync([new(0, 1)], Cancelled);

        await waiting.Ended.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        await reading.CloseAsync(Cancelled);
        await waiting.CloseAsync(Cancelled);
        await Task.WhenAll(run, runIdle);
    }

    [Fact]
    public async Task A_deleted_input_ends_the_reading_with_its_name_within_half_a_minute()
    {
        await TestTopics.CreateAsync(broker.Bootstrap, _topic, 2);
        using var source = await OpenAsync();
        var lanes = new SteppingLanes(source) { CommitsWhenRevoked = false };
        var run = source.RunAsync(lanes);
        await Eventually.TrueAsync(() => lanes.Ends.Count == 2, TimeSpan.FromSeconds(30), () => "the partitions were not opened");

        await TestTopics.DeleteAsync(broker.Bootstrap, _topic);

        var failure = await Assert.ThrowsAsync<IngestException>(() => run.WaitAsync(TimeSpan.FromSeconds(30), Cancelled));
        Assert.Contains(_topic, failure.Message, StringComparison.Ordinal);
    }

    private async Task<KafkaRecordSource> OpenAsync(Action<IngestOptions>? change = null)
    {
        var options = new IngestOptions { Topic = _topic, Group = _topic };
        change?.Invoke(options);
        return await KafkaRecordSource.OpenAsync(
            options, KafkaSettings.Create(broker.Bootstrap, []), TimeProvider.System, NullLoggerFactory.Instance, Cancelled);
    }

    private void Produce(IProducer<byte[], byte[]> producer, int partition, int count)
    {
        for (var i = 0; i < count; i++)
        {
            producer.Produce(new TopicPartition(_topic, partition), new Message<byte[], byte[]> { Key = [1], Value = [1] });
        }
    }

    private IProducer<byte[], byte[]> Transactional()
    {
        var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = broker.Bootstrap, TransactionalId = _topic }).Build();
        producer.InitTransactions(TimeSpan.FromSeconds(30));
        return producer;
    }
}
