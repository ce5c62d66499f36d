using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Ingest.Kafka;

namespace Streaming.Ingest.Tests.Polling;

public sealed class KafkaRecordSourceTests(MockBroker broker) : IClassFixture<MockBroker>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_offered_before_a_partition_is_opened_and_all_of_it_then()
    {
        broker.Produce("held", 0, 0, 300);
        using var source = await OpenAsync("held");
        var lanes = new RecordingLanes();
        var run = source.RunAsync(lanes);
        await lanes.UntilAsync(() => !lanes.Calls.IsEmpty);
        broker.Produce("held", 0, 300, 200);
        source.Seek(1, 0, 1);
        await lanes.UntilAsync(() => !lanes.Ends.IsEmpty);
        Assert.Empty(lanes.Records);

        source.Seek(0, 0, 7);
        await lanes.UntilAsync(() => lanes.Ends.Any(end => end.Partition == 0 && end.Position == 500));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => (long)i), lanes.OffsetsOf(0));
        Assert.All(lanes.Records, record => Assert.Equal((0, 7), (record.Partition, record.Epoch)));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"v{i}"), lanes.Records.Select(record => record.Value));
        await source.CloseAsync(Cancelled);
        await run;
        Assert.Equal(["assigned 0,1,2,3", "revoked 0,1,2,3"], lanes.Calls);
    }

    /// <summary>
    /// A seek that meets the client while it still asks where the partition ends is undone half a second later (librdkafka 2.16: the
    /// outdated answer makes it ask again), and the reading goes on at the end: what lies between would be lost.
    /// </summary>
    [Fact]
    public async Task A_partition_opened_at_once_over_a_slow_connection_is_read_from_where_it_was_opened()
    {
        using var slow = new MockBroker(roundTripMs: 50);
        for (var i = 0; i < 40; i++)
        {
            slow.Produce("slow", 0, i, 1);
        }

        // A batch of one record per fetch: the reading is under way for two seconds.
        using var source = await OpenAsync("slow", settings: slow.SettingsWith("max.partition.fetch.bytes", "1"));
        var lanes = new RecordingLanes();
        lanes.OnAssigned = _ => source.Seek(0, 0, 1);
        var run = source.RunAsync(lanes);
        await lanes.UntilAsync(() => lanes.Ends.Any(end => end.Partition == 0 && end.Position == 40));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i), lanes.OffsetsOf(0));
        await source.CloseAsync(Cancelled);
        await run;
    }

    [Fact]
    public async Task A_rewind_reads_again_under_its_new_epoch()
    {
        broker.Produce("rewound", 2, 0, 50);
        using var source = await OpenAsync("rewound");
        var lanes = new RecordingLanes();
        lanes.OnAssigned = _ => source.Seek(2, 0, 1);
        var run = source.RunAsync(lanes);
        await lanes.UntilAsync(() => lanes.Records.Count == 50);

        source.Seek(2, 40, 2);
        await lanes.UntilAsync(() => lanes.Records.Count == 60);

        Assert.Equal(Enumerable.Range(40, 10).Select(i => (2, (long)i)), lanes.Records.Skip(50).Select(record => (record.Epoch, record.Offset)));

        // Late, of a lane that is gone by now.
        source.Seek(2, 0, 1);
        source.Seek(2, 49, 3);
        await lanes.UntilAsync(() => lanes.Records.Count == 61);
        Assert.Equal((2, 3, 49L, "v49"), lanes.Records.Last());
        await source.CloseAsync(Cancelled);
        await run;
    }

    [Fact]
    public async Task A_full_lane_pauses_its_partition_and_loses_nothing()
    {
        broker.Produce("full", 0, 0, 1_000);
        using var source = await OpenAsync("full");
        var lanes = new RecordingLanes { IsFull = true };
        lanes.OnAssigned = _ => source.Seek(0, 0, 1);
        var run = source.RunAsync(lanes);

        // More refusals than one hand-over has within its 100 ms of trying: the loop goes on polling while the lane is full.
        await lanes.UntilAsync(() => lanes.Refusals > 10);
        broker.Produce("full", 0, 1_000, 100);
        lanes.IsFull = false;
        await lanes.UntilAsync(() => lanes.Records.Count >= 1_100);

        Assert.Equal(Enumerable.Range(0, 1_100).Select(i => (long)i), lanes.OffsetsOf(0));
        await source.CloseAsync(Cancelled);
        await run;
    }

    [Fact]
    public async Task Until_end_stops_at_the_ends_seen_at_the_start()
    {
        broker.Produce("bounded", 0, 0, 120);
        broker.Produce("bounded", 3, 0, 30);
        using var source = await OpenAsync("bounded", options => options.UntilEnd = true);
        broker.Produce("bounded", 0, 120, 500);
        var lanes = new RecordingLanes();
        lanes.OnAssigned = partitions =>
        {
            foreach (var partition in partitions)
            {
                source.Seek(partition, 0, 1);
            }
        };
        var run = source.RunAsync(lanes);

        await source.Ended.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal(120, lanes.OffsetsOf(0).Length);
        Assert.Equal(30, lanes.OffsetsOf(3).Length);
        source.Seek(0, 100, 2);
        await lanes.UntilAsync(() => lanes.Records.Count == 170);
        Assert.Equal(119, lanes.OffsetsOf(0)[^1]);
        source.StopFetching();
        await source.CloseAsync(Cancelled);
        await run;
    }

    [Fact]
    public async Task Max_events_stops_after_so_many()
    {
        broker.Produce("counted", 0, 0, 400);
        broker.Produce("counted", 1, 0, 400);
        using var source = await OpenAsync("counted", options => options.MaxEvents = 150);
        var lanes = new RecordingLanes();
        lanes.OnAssigned = partitions =>
        {
            foreach (var partition in partitions)
            {
                source.Seek(partition, 0, 1);
            }
        };
        var run = source.RunAsync(lanes);

        await source.Ended.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal(150, lanes.Records.Count);
        await source.CloseAsync(Cancelled);
        await run;
    }

    [Fact]
    public async Task Committed_offsets_are_found_again_and_none_is_null()
    {
        broker.Produce("committed", 0, 0, 10);
        using var source = await OpenAsync("committed");
        var lanes = new RecordingLanes();
        var run = source.RunAsync(lanes);
        await lanes.UntilAsync(() => !lanes.Calls.IsEmpty);
        Assert.Null(await source.CommittedAsync(0, Cancelled));

        await source.CommitAsync([new(0, 7)], Cancelled);

        Assert.Equal(7, await source.CommittedAsync(0, Cancelled));
        Assert.Equal(new(0, 10), await source.RangeAsync(0, Cancelled));
        Assert.True(source.ReadGroupMetadata().HasMember);
        await source.CloseAsync(Cancelled);
        await run;
    }

    [Fact]
    public async Task A_missing_topic_is_said_and_asking_does_not_create_it()
    {
        for (var i = 0; i < 2; i++)
        {
            var failure = await Assert.ThrowsAsync<IngestException>(() => OpenAsync("missing"));
            Assert.Contains("missing does not exist", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_setting_that_the_client_does_not_know_is_named()
    {
        var settings = KafkaSettings.Create("127.0.0.1:1", [KeyValuePair.Create("no.such.setting", "1")]);

        var failure = await Assert.ThrowsAsync<KafkaSettingsException>(() => KafkaRecordSource.OpenAsync(
            new IngestOptions { Topic = "t", Group = "g" }, settings, TimeProvider.System, NullLoggerFactory.Instance, Cancelled));

        Assert.Contains("no.such.setting", failure.Message, StringComparison.Ordinal);
    }

    private async Task<KafkaRecordSource> OpenAsync(string topic, Action<IngestOptions>? change = null, KafkaSettings? settings = null)
    {
        var options = new IngestOptions { Topic = topic, Group = $"group-{topic}" };
        change?.Invoke(options);
        return await KafkaRecordSource.OpenAsync(options, settings ?? broker.Settings, TimeProvider.System, NullLoggerFactory.Instance, Cancelled);
    }
}
