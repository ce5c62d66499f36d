using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Sink.Scores;

namespace Streaming.Sink.Tests;

public sealed class KafkaScoreSinkTests(MockBroker broker) : IClassFixture<MockBroker>
{
    private static readonly ScoreStamp Stamp = new("transactions", "gru", "0123456789ab", "ba9876543210", 0.5f, Replay: null);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_becomes_a_score_or_a_dead_letter_in_the_partition_of_its_input()
    {
        using var sink = await OpenAsync("rows");
        var batch = Batches.Empty(10)
            .AddScored(5, "a", "k1")
            .AddFaulty(6, "k2"u8.ToArray(), "oops"u8.ToArray(), "not-json", "no object")
            .AddScored(7, "b", "k3", score: 0.9f);
        batch.Partition = 2;

        Assert.Null(await PublishAsync(sink, batch));

        var scores = broker.Read("rows.scores");
        Assert.Equal([(2, "k1", 5L), (2, "k3", 7L)], scores.Select(score => (
            score.Partition.Value, Encoding.UTF8.GetString(score.Message.Key), JsonDocument.Parse(score.Message.Value).RootElement.GetProperty("offset").GetInt64())));
        Assert.Equal(scores[1].Message.Value, Assert.Single(broker.Read("rows.alerts")).Message.Value);
        var letter = Assert.Single(broker.Read("rows.dead-letter"));
        Assert.Equal((2, "oops"), (letter.Partition.Value, Encoding.UTF8.GetString(letter.Message.Value)));
    }

    [Fact]
    public async Task A_full_queue_is_waited_for_and_nothing_is_dropped()
    {
        using var sink = await OpenAsync("queue", ("queue.buffering.max.messages", "50"));
        var settled = Enumerable.Range(0, 4).Select(async partition =>
        {
            var batch = Batches.Empty(1_000);
            batch.Partition = partition;
            for (var i = 0; i < 1_000; i++)
            {
                batch.AddScored(i, $"id-{i}", $"key-{i % 10}", score: i % 2);
            }

            return await PublishAsync(sink, batch);
        });

        Assert.All(await Task.WhenAll(settled), Assert.Null);

        Assert.Equal(4_000, broker.Read("queue.scores").Count);
        Assert.Equal(2_000, broker.Read("queue.alerts").Count);
    }

    [Fact]
    public async Task Traceparents_travel_on()
    {
        using var sink = await OpenAsync("traced");
        var batch = Batches.Empty(1);
        batch.Add(1, 0, "k"u8, "{}"u8, isNull: false, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8);
        batch.Rows.SetKey(0, "k"u8);

        Assert.Null(await PublishAsync(sink, batch));

        var score = Assert.Single(broker.Read("traced.scores"));
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8, score.Message.Headers.GetLastBytes("traceparent"));
    }

    [Fact]
    public async Task A_score_that_fits_nowhere_is_a_dead_letter()
    {
        using var sink = await OpenAsync("large", ("message.max.bytes", "2000"));
        var batch = Batches.Empty(2).AddScored(0, new string('x', 5_000), "k", score: 0.9f).AddScored(1, "a", "k");

        Assert.Null(await PublishAsync(sink, batch));

        Assert.Single(broker.Read("large.scores"));
        Assert.Empty(broker.Read("large.alerts"));
        Assert.Single(broker.Read("large.dead-letter"));
    }

    [Fact]
    public async Task A_missing_topic_is_named_with_what_creates_it()
    {
        var options = new SinkOptions();
        options.NameTopicsAfter("nowhere");

        var failure = await Assert.ThrowsAsync<SinkException>(() => KafkaScoreSink.OpenAsync(
            options, new Dictionary<string, string> { ["bootstrap.servers"] = broker.Bootstrap }, Stamp, 4, null, TimeProvider.System, NullLoggerFactory.Instance, Cancelled));

        Assert.Contains("nowhere.scores does not exist", failure.Message, StringComparison.Ordinal);
        Assert.Contains("streaming topics", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Exception?> PublishAsync(KafkaScoreSink sink, RecordBatch batch)
    {
        var settled = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deliveries = new Deliveries((_, failure) => settled.TrySetResult(failure));
        await sink.PublishAsync(batch, deliveries, Cancelled);
        deliveries.Seal();
        return await settled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
    }

    private async Task<KafkaScoreSink> OpenAsync(string app, params (string Name, string Value)[] settings)
    {
        var options = new SinkOptions { RequestTimeout = TimeSpan.FromSeconds(1) };
        options.NameTopicsAfter(app);
        broker.Create(options.ScoresTopic, $"{app}.alerts", options.DeadLetterTopic);
        var kafka = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        kafka["bootstrap.servers"] = broker.Bootstrap;
        return await KafkaScoreSink.OpenAsync(options, kafka, Stamp, 4, null, TimeProvider.System, NullLoggerFactory.Instance, Cancelled);
    }
}
