using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Ingest.Kafka;
using Streaming.Ingest.Polling;
using Streaming.Kafka;

namespace Streaming.Ingest.Tests.Polling;

public sealed class PollLoopTests
{
    [Fact]
    public void A_record_that_the_client_delivers_twice_is_offered_once()
    {
        var (loop, lanes) = Opened(at: 5);

        loop.Run(
            ScriptedConsumer.Of(
            [
                Assignment(loop),
                () => End(3),
                .. new long[] { 5, 6, 6, 7, 5, 9 }.Select<long, Func<ConsumeResult<byte, byte>?>>(offset => () => Record(offset)),
                () => null,
                () =>
                {
                    loop.Close();
                    return null;
                },
            ]),
            lanes);

        Assert.Equal([5, 6, 7, 9], lanes.Records.Select(record => record.Offset));
    }

    [Fact]
    public void A_record_behind_an_end_that_the_client_took_back_ends_the_reading_rather_than_being_lost()
    {
        var (loop, lanes) = Opened(at: 5);

        var failure = Assert.Throws<IngestException>(() => loop.Run(
            ScriptedConsumer.Of([Assignment(loop), () => End(3), () => Record(5), () => End(8), () => Record(6)]), lanes));

        Assert.Contains("in[0] at offset 6", failure.Message, StringComparison.Ordinal);
    }

    private static (PollLoop Loop, RecordingLanes Lanes) Opened(long at)
    {
        var options = new IngestOptions { Topic = "in", Group = "group" };
        var outage = new BrokerOutage(TimeProvider.System, NullLogger.Instance);
        var loop = new PollLoop(
            options,
            new TopicLimits(null, null),
            outage,
            new TopicWatch(new InputTopic("in", null!, outage, null!, options), options, TimeProvider.System, NullLogger.Instance),
            TimeProvider.System,
            NullLogger.Instance);
        return (loop, new RecordingLanes { OnAssigned = _ => loop.Enqueue(new(Partition: 0, Offset: at, Epoch: 1)) });
    }

    private static Func<ConsumeResult<byte, byte>?> Assignment(PollLoop loop) => () =>
    {
        _ = loop.Assigned([new TopicPartition("in", 0)]).ToList();
        return null;
    };

    private static ConsumeResult<byte, byte> End(long offset) => new()
    {
        TopicPartitionOffset = new TopicPartitionOffset("in", 0, offset),
        IsPartitionEOF = true,
    };

    private static ConsumeResult<byte, byte> Record(long offset) => new()
    {
        TopicPartitionOffset = new TopicPartitionOffset("in", 0, offset),
        Message = new Message<byte, byte> { Timestamp = new Timestamp(1, TimestampType.CreateTime) },
    };
}
