using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Broker.Tests.Support;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Sink;
using Streaming.Sink.Checkpoints;
using Streaming.Sink.Scores;

namespace Streaming.Broker.Tests.Transactions;

/// <summary>Exactly-once: scores inside the checkpoint's transaction.</summary>
public sealed class TransactionalScoresTests(BrokerFixture broker)
{
    private static readonly EventEncoder Encoder = new(FeatureSchema.Parse(
        """{"version":1,"key":{"field":"k"},"time":{"field":"t","format":"iso-8601"},"features":[{"name":"a","kind":"numeric","field":"a","transform":"identity"}]}"""));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scores_are_seen_once_their_checkpoint_commits_and_never_when_it_aborts()
    {
        var app = await NewAsync();
        using var log = await app.OpenLogAsync();
        using var sink = await OpenSinkAsync(app, log);
        await log.InitializeAsync(Cancelled);
        log.Begin();
        Assert.Null(await PublishAsync(sink, "aborted"));
        Assert.True(await log.TryAbortAsync());
        log.Begin();
        Assert.Null(await PublishAsync(sink, "committed"));
        Assert.Empty(TopicReader.ReadAll(broker.Bootstrap, app.Sink.ScoresTopic));

        Assert.Equal(CommitStatus.Committed, (await log.CommitAsync([new(0, 1)], app.Unfenced())).Status);

        var score = Assert.Single(TopicReader.ReadAll(broker.Bootstrap, app.Sink.ScoresTopic));
        Assert.Equal("committed", Encoding.UTF8.GetString(score.Message.Key));
    }

    [Fact]
    public async Task A_score_that_a_fenced_producer_cannot_take_is_a_failed_delivery()
    {
        var app = await NewAsync();
        using var log = await app.OpenLogAsync();
        using var sink = await OpenSinkAsync(app, log);
        await log.InitializeAsync(Cancelled);
        log.Begin();
        using var successor = await app.OpenLogAsync();
        await successor.InitializeAsync(Cancelled);

        Assert.IsType<SinkException>(await PublishAsync(sink, "zombie"));

        Assert.NotEqual(CommitStatus.Committed, (await log.CommitAsync([new(0, 1)], app.Unfenced())).Status);
        await log.InitializeAsync(Cancelled);
        log.Begin();
        Assert.Null(await PublishAsync(sink, "back"));
        Assert.Equal(CommitStatus.Committed, (await log.CommitAsync([new(0, 1)], app.Unfenced())).Status);
        Assert.Equal("back", Encoding.UTF8.GetString(Assert.Single(TopicReader.ReadAll(broker.Bootstrap, app.Sink.ScoresTopic)).Message.Key));
    }

    [Fact]
    public async Task What_a_replaced_producer_had_not_delivered_fails()
    {
        await using var container = await BrokerFixture.StartAsync(Cancelled);
        var app = new TransactionalApplication(BrokerFixture.Address(container));
        await app.CreateTopicsAsync();
        using var log = await app.OpenLogAsync(("transaction.timeout.ms", "30000"));
        using var sink = await OpenSinkAsync(app, log);
        await log.InitializeAsync(Cancelled);
        log.Begin();
        await BrokerFixture.FreezeAsync(container, Cancelled);
        var delivery = PublishAsync(sink, "undelivered");
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancelled);
        Assert.False(delivery.IsCompleted);

        var settling = log.InitializeAsync(Cancelled);

        Assert.IsType<SinkException>(await delivery);
        await container.UnpauseAsync(Cancelled);
        await settling;
    }

    private static async Task<Exception?> PublishAsync(KafkaScoreSink sink, string key)
    {
        var batch = new RecordBatch(Encoder, 1, 1_000);
        batch.Add(0, 0, Encoding.UTF8.GetBytes(key), "{}"u8, isNull: false);
        batch.Rows.SetKey(0, Encoding.UTF8.GetBytes(key));
        var settled = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deliveries = new Deliveries((_, failure) => settled.TrySetResult(failure));
        await sink.PublishAsync(batch, deliveries, Cancelled);
        deliveries.Seal();
        return await settled.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
    }

    private static Task<KafkaScoreSink> OpenSinkAsync(TransactionalApplication app, KafkaCheckpointLog log) => KafkaScoreSink.OpenAsync(
        app.Sink,
        app.Settings().Pairs,
        new ScoreStamp(app.Input, "gru", "0123456789ab", "ba9876543210", 0.5f, Replay: null),
        2,
        log,
        TimeProvider.System,
        NullLoggerFactory.Instance,
        Cancelled);

    private async Task<TransactionalApplication> NewAsync()
    {
        var app = new TransactionalApplication(broker.Bootstrap);
        await app.CreateTopicsAsync();
        return app;
    }
}
