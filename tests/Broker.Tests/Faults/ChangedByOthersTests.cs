using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Streaming.Broker.Tests.Oracle;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Faults;

/// <summary>Offsets, topics and models that somebody changed meanwhile: never a score on doubtful state.</summary>
public sealed class ChangedByOthersTests(BrokerFixture broker, PackedModel model)
{
    private const int Scored = 4_000;
    private const int Later = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Offsets_reset_by_hand_are_refused_or_rebuilt()
    {
        var app = await ScoredApplicationAsync();
        using (var admin = Admin())
        {
            await admin.AlterConsumerGroupOffsetsAsync(
                [new ConsumerGroupTopicPartitionOffsets(app.Name, [new TopicPartitionOffset(app.Input, 0, 500), new TopicPartitionOffset(app.Input, 1, 500)])]);
        }

        var said = await RunAsync(app, 5);
        Assert.Contains("the committed offset is '500'", said, StringComparison.Ordinal);
        Assert.Contains("--on-state-mismatch", said, StringComparison.Ordinal);

        await RunAsync(app, 0, "--on-state-mismatch", "rebuild");
        var verdict = await JudgeAsync(app, model.Path);
        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.Equal(Scored, verdict.RecordsChecked);
        Assert.Equal(Scored - 1_000, verdict.Duplicates);
    }

    [Fact]
    public async Task A_log_that_begins_above_the_committed_offset_is_refused_and_rebuilt_only_when_allowed()
    {
        var app = await ScoredApplicationAsync();
        TestTopics.Produce(broker.Bootstrap, app.Input, More());
        using (var admin = Admin())
        {
            await admin.DeleteRecordsAsync([new TopicPartitionOffset(app.Input, 0, (await app.CommittedAsync())[0] + 10)]);
        }

        Assert.Contains("below the log's start", await RunAsync(app, 5), StringComparison.Ordinal);
        Assert.Contains("--allow-partial-history", await RunAsync(app, 5, "--on-state-mismatch", "rebuild"), StringComparison.Ordinal);
        await RunAsync(app, 0, "--on-state-mismatch", "rebuild", "--allow-partial-history");
        var committed = await app.CommittedAsync();
        Assert.Equal(Scored + Later, committed.Values.Sum());
    }

    [Fact]
    public async Task Added_partitions_are_refused_while_running_and_at_the_next_start()
    {
        var app = await ScoredApplicationAsync();
        await using (var running = app.Run("--changelog", "on", "--kafka", "topic.metadata.refresh.interval.ms=1000"))
        {
            await running.SaysAsync("Restored", Patience);
            using var admin = Admin();
            await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = app.Input, IncreaseTo = 4 }]);
            await running.SaysAsync($"{app.Input}[3]", Patience);
            await running.SaysAsync("stays closed", Patience);

            // The partitions it began with go on.
            TestTopics.Produce(broker.Bootstrap, app.Input, More());
            await app.CommittedReachAsync(Scored + Later, Patience, () => running.Errors);
            running.Terminate();
            await running.ExitsAsync(0, Patience);
        }

        var said = await RunAsync(app, 5);
        Assert.Contains("has 2 partitions", said, StringComparison.Ordinal);
        Assert.Contains("has 4", said, StringComparison.Ordinal);

        // Whoever gives the changelog as many can begin cold, and nothing else: a card's history lies in its old partition.
        using (var admin = Admin())
        {
            await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = app.Name + ".changelog", IncreaseTo = 4 }]);
        }

        Assert.Contains("number of partitions", await RunAsync(app, 5), StringComparison.Ordinal);
        Assert.Contains("moved key's history", await RunAsync(app, 5, "--on-state-mismatch", "rebuild"), StringComparison.Ordinal);
        Assert.Contains("cold", await RunAsync(app, 0, "--on-state-mismatch", "cold"), StringComparison.Ordinal);
        await RunAsync(app, 0);
    }

    [Fact]
    public async Task A_topic_made_anew_is_refused_until_the_states_may_go()
    {
        var app = await ScoredApplicationAsync();
        await TestTopics.DeleteAsync(broker.Bootstrap, app.Input);
        await Eventually.TrueAsync(() => TopicReader.Partitions(broker.Bootstrap, app.Input) == 0, Patience, () => "the topic is still there");
        await TestTopics.CreateAsync(broker.Bootstrap, app.Input, 2);
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(Scored + Later, 100, seed: 5, partitions: 2));

        Assert.Contains("input topic's id", await RunAsync(app, 5), StringComparison.Ordinal);
        await using var rebuilt = app.Run("--until-end", "--changelog", "on", "--on-state-mismatch", "rebuild");
        await rebuilt.ExitsAsync(0, Patience);

        // Nothing of the new topic has been scored yet: all of it is, on states of its own.
        Assert.Equal(Scored + Later, rebuilt.Report().GetProperty("scored").GetInt32());
        Assert.Equal(0, (await JudgeAsync(app, model.Path)).WrongStates);
    }

    [Fact]
    public async Task A_new_threshold_keeps_the_states()
    {
        var app = await ScoredApplicationAsync();
        using var folder = new TemporaryFolder();
        app.Model = await PackAsync(folder, "pytorch_gru", "0.9");
        TestTopics.Produce(broker.Bootstrap, app.Input, More());
        await RunAsync(app, 0);
        var verdict = await JudgeAsync(app, model.Path);
        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.Equal(Scored + Later, verdict.RecordsChecked);
    }

    [Fact]
    public async Task Other_weights_are_refused_rebuilt_or_begun_cold_as_configured()
    {
        var app = await ScoredApplicationAsync();
        using var folder = new TemporaryFolder();
        app.Model = await PackAsync(folder, "pytorch_rnn_tanh", "0.6");
        TestTopics.Produce(broker.Bootstrap, app.Input, More());
        Assert.Contains("state id", await RunAsync(app, 5), StringComparison.Ordinal);

        // The rebuilt states are the new model's over all of the history; scores begin where the old model's ended.
        await using (var rebuilt = app.Run("--until-end", "--changelog", "on", "--on-state-mismatch", "rebuild"))
        {
            await rebuilt.ExitsAsync(0, Patience);
            Assert.Equal(Later, rebuilt.Report().GetProperty("scored").GetInt32());
        }

        Assert.Equal(0, (await JudgeAsync(app, app.Model)).WrongStates);

        // And back: the old model's states stand where they stood.
        app.Model = model.Path;
        Assert.Contains("committed offset", await RunAsync(app, 5), StringComparison.Ordinal);
        Assert.Contains("cold", await RunAsync(app, 0, "--on-state-mismatch", "cold"), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(Application app, int exitCode, params string[] more)
    {
        await using var run = app.Run(["--until-end", "--changelog", "on", .. more]);
        await run.ExitsAsync(exitCode, Patience);
        return run.Errors;
    }

    private static IEnumerable<(int Partition, byte[]? Key, byte[]? Value)> More() =>
        TestEvents.Records(Later, 100, seed: 2, partitions: 2, first: Scored);

    private IAdminClient Admin() => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();

    private Task<Verdict> JudgeAsync(Application app, string judgedBy) =>
        EvidenceReader.JudgeAsync(broker.Bootstrap, app, judgedBy, exactlyOnce: false);

    private async Task<string> PackAsync(TemporaryFolder folder, string name, string threshold)
    {
        var packed = folder.PathOf(name + ".onnx");
        await StreamingProgram.RunAsync(
            0, "pack", Repository.SharedFile("data", "models", "pytorch", name + ".onnx"), "--schema", model.Schema, "--out", packed, "--threshold", threshold);
        return packed;
    }

    private async Task<Application> ScoredApplicationAsync()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 2);
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(Scored, 100, seed: 1, partitions: 2));
        await RunAsync(app, 0);
        return app;
    }
}
