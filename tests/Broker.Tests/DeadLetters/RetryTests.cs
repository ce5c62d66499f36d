using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Broker.Tests.Support;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Ingest.Kafka;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Sink;
using Streaming.Sink.DeadLetters;
using Streaming.Sink.Scores;

namespace Streaming.Broker.Tests.DeadLetters;

public sealed class RetryTests(BrokerFixture broker)
{
    private static readonly EventEncoder Encoder = new(FeatureSchema.Parse(
        """{"version":1,"key":{"field":"k"},"time":{"field":"t","format":"iso-8601"},"features":[{"name":"a","kind":"numeric","field":"a","transform":"identity"}]}"""));

    private readonly string _app = "dead-" + Guid.NewGuid().ToString("N")[..10];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Input => _app + ".in";

    [Fact]
    public async Task Letters_are_listed_and_sent_again_from_themselves_or_from_their_source()
    {
        var large = new byte[100_000];
        Random.Shared.NextBytes(large);
        var options = await WriteLettersAsync([("k1"u8.ToArray(), "oops"u8.ToArray()), ("k2"u8.ToArray(), large), (null, "keyless"u8.ToArray()), ("k3"u8.ToArray(), null)]);
        var kafka = KafkaSettings.Create(broker.Bootstrap, []).Pairs;
        using var reader = new DeadLetterReader(options, kafka, TimeProvider.System, NullLoggerFactory.Instance);
        var letters = (await reader.ReadAsync(new DeadLetterQuery(Reason: "not-json"), Cancelled)).ToList();

        Assert.Equal([0L, 1, 2, 3], letters.Select(letter => letter.Offset));
        Assert.Equal([4, 100_000, 7, -1], letters.Select(letter => letter.Size));
        Assert.Equal(64 * 1024, letters[1].Payload?.Length);
        Assert.Single(await reader.ReadAsync(new DeadLetterQuery(FromOffset: 1, ToOffset: 2), Cancelled));
        Assert.Empty(await reader.ReadAsync(new DeadLetterQuery(Reason: "bad-time"), Cancelled));

        using (var retry = new DeadLetterRetry(options, kafka, TimeProvider.System, NullLoggerFactory.Instance))
        {
            Assert.True(await retry.RetryAsync(letters[0], Cancelled));
            Assert.True(await retry.RetryAsync(letters[1], Cancelled));
            Assert.True(await retry.RetryAsync(letters[2], Cancelled));
            Assert.False(await retry.RetryAsync(letters[3], Cancelled));
            await retry.FlushAsync(Cancelled);
        }

        var again = TopicReader.ReadAll(broker.Bootstrap, Input).Skip(4).ToList();
        Assert.Equal(["oops"u8.ToArray(), large, "keyless"u8.ToArray()], again.Select(record => record.Message.Value));
        Assert.Equal(["k1"u8.ToArray(), "k2"u8.ToArray(), null], again.Select(record => record.Message.Key));

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(Input, 0, 4)]);
        using var late = new DeadLetterRetry(options, kafka, TimeProvider.System, NullLoggerFactory.Instance);
        Assert.True(await late.RetryAsync(letters[0], Cancelled));
        Assert.False(await late.RetryAsync(letters[1], Cancelled));
        await late.FlushAsync(Cancelled);
    }

    // The records in the input, and a dead letter of each.
    private async Task<SinkOptions> WriteLettersAsync((byte[]? Key, byte[]? Value)[] records)
    {
        var options = new SinkOptions();
        options.NameTopicsAfter(_app);
        foreach (var topic in (string[])[Input, options.ScoresTopic, options.AlertsTopic!, options.DeadLetterTopic])
        {
            await TestTopics.CreateAsync(broker.Bootstrap, topic, 1);
        }

        TestTopics.Produce(broker.Bootstrap, Input, records.Select(record => (0, record.Key, record.Value)));
        using var sink = await KafkaScoreSink.OpenAsync(
            options,
            KafkaSettings.Create(broker.Bootstrap, []).Pairs,
            new ScoreStamp(Input, "gru", "0123456789ab", "ba9876543210", 0.5f, Replay: null),
            1,
            transactions: null,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            Cancelled);
        var batch = new RecordBatch(Encoder, records.Length, 256 * 1024);
        foreach (var (key, value) in records)
        {
            batch.Add(batch.Count, 0, key, value, isNull: value is null, fault: new RecordFault("not-json", "no object"));
        }

        var settled = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deliveries = new Deliveries((_, failure) => settled.TrySetResult(failure));
        await sink.PublishAsync(batch, deliveries, Cancelled);
        deliveries.Seal();
        Assert.Null(await settled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled));
        return options;
    }
}
