using System.Text;
using CsCheck;
using Streaming.Host.Verbs.Demo;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;

namespace Streaming.Host.Tests.Verbs;

public sealed class DemoLagTests
{
    private static readonly EventEncoder s_encoder = new(FeatureSchema.Parse(StandardSchema.Of(1)));

    [Fact]
    public void The_fullest_partition_counts_by_records_or_by_bytes() =>
        Gen.Select(Gen.Int[1, 1_000], Gen.Int[0, 10_000]).Sample((events, bytes) =>
        {
            var lag = new DemoLag(partitions: 4);
            for (var sent = 0; sent < events; sent++)
            {
                lag.Sent("c000001"u8, bytes);
            }

            var expected = Math.Max((double)events / MockBroker.RetainedRecords, (double)events * bytes / MockBroker.RetainedBytes);
            Assert.Equal(expected, lag.Fullest, 1e-9);
        });

    [Fact]
    public async Task What_has_been_scored_counts_no_more_and_still_reaches_the_sink()
    {
        var lag = new DemoLag(partitions: 1);
        lag.Sent("k"u8, 5);
        lag.Sent("k"u8, 5);
        var sink = new CountingSink();
        await lag.Watch(sink).PublishAsync(Batch("12345"), new Deliveries((_, _) => { }), TestContext.Current.CancellationToken);
        Assert.Equal(1.0 / MockBroker.RetainedRecords, lag.Fullest, 1e-9);
        Assert.Equal(1, sink.Records);
    }

    private static RecordBatch Batch(string value)
    {
        var batch = new RecordBatch(s_encoder, capacity: 4, maxRecordBytes: 1_024) { Partition = 0 };
        batch.Add(0, 0, default, Encoding.UTF8.GetBytes(value), isNull: false);
        return batch;
    }

    private sealed class CountingSink : IScoreSink
    {
        public int Records { get; private set; }

        public ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
        {
            Records += batch.Count;
            return ValueTask.CompletedTask;
        }
    }
}
