using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary>What happens to scorers while events come.</summary>
public sealed class ScorersTests(BrokerFixture broker, PackedModel model)
{
    [Fact]
    public async Task Two_scorers_share_the_partitions_and_none_is_unscored_when_one_is_stopped_and_started_again()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 4);
        await using var first = app.Run("--instance", "first");
        await using var second = app.Run("--instance", "second");
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(20_000, 500, seed: 1, partitions: 4));
        await app.ScoresReachAsync(20_000, TimeSpan.FromSeconds(60), () => first.Errors + second.Errors);

        second.Terminate();
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(20_000, 500, seed: 2, partitions: 4, first: 20_000));
        await second.ExitsAsync(0, TimeSpan.FromSeconds(30));
        await using var again = app.Run("--instance", "second");
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(20_000, 500, seed: 3, partitions: 4, first: 40_000));
        await app.CommittedReachAsync(60_000, TimeSpan.FromSeconds(60), () => first.Errors + again.Errors);

        first.Terminate();
        again.Terminate();
        await first.ExitsAsync(0, TimeSpan.FromSeconds(30));
        await again.ExitsAsync(0, TimeSpan.FromSeconds(30));
        Assert.Empty(ScoredOffsets.Read(broker.Bootstrap, app.Name).Missing(broker.Bootstrap, app.Input));
        var committed = await TopicReader.CommittedAsync(broker.Bootstrap, app.Name, app.Input);
        Assert.Equal(60_000, committed.Values.Sum());
    }

    [Fact]
    public async Task A_scorer_that_is_drained_by_SIGTERM_has_committed_all_it_scored()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 2);
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(200_000, 2_000, seed: 4, partitions: 2));
        await using var scorer = app.Run();
        await app.ScoresReachAsync(10_000, TimeSpan.FromSeconds(60), () => scorer.Errors);
        scorer.Terminate();
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(30));

        var committed = await TopicReader.CommittedAsync(broker.Bootstrap, app.Name, app.Input);
        var scored = ScoredOffsets.Read(broker.Bootstrap, app.Name);
        Assert.Equal(committed.Values.Where(offset => offset > 0).Sum(), scored.Distinct);
        Assert.Equal(0, scored.Repeated);
        Assert.Equal(scored.Distinct, scorer.Report().GetProperty("scored").GetInt64());
    }

    [Fact]
    public async Task A_broker_that_freezes_and_a_scorer_that_is_killed_leave_no_event_unscored()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _ = broker.Bootstrap;
        await using var own = await BrokerFixture.StartAsync(cancellation);
        var bootstrap = BrokerFixture.Address(own);
        var app = new Application(bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 4);
        TestTopics.Produce(bootstrap, app.Input, TestEvents.Records(300_000, 2_000, seed: 5, partitions: 4));
        await using (var killed = app.Run())
        {
            await app.ScoresReachAsync(20_000, TimeSpan.FromSeconds(60), () => killed.Errors);
            await BrokerFixture.FreezeAsync(own, cancellation);
            killed.Kill();
            await own.UnpauseAsync(cancellation);
        }

        await using var again = app.Run("--until-end");

        // The killed one's session (45 s) and transaction have to end first.
        await again.ExitsAsync(0, TimeSpan.FromSeconds(240), () => BrokerFixture.LogOf(own));
        Assert.Empty(ScoredOffsets.Read(bootstrap, app.Name).Missing(bootstrap, app.Input));
    }

    [Fact]
    public async Task A_broker_that_freezes_for_a_while_ends_no_scorer()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _ = broker.Bootstrap;
        await using var own = await BrokerFixture.StartAsync(cancellation);
        var bootstrap = BrokerFixture.Address(own);
        var app = new Application(bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 2);
        TestTopics.Produce(bootstrap, app.Input, TestEvents.Records(200_000, 2_000, seed: 6, partitions: 2));
        await using var scorer = app.Run();
        await app.ScoresReachAsync(10_000, TimeSpan.FromSeconds(60), () => scorer.Errors);
        await BrokerFixture.FreezeAsync(own, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System, cancellation);
        await own.UnpauseAsync(cancellation);
        await app.CommittedReachAsync(200_000, TimeSpan.FromSeconds(90), () => scorer.Errors);
        scorer.Terminate();
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(30));
        Assert.Empty(ScoredOffsets.Read(bootstrap, app.Name).Missing(bootstrap, app.Input));
    }

    [Fact]
    public async Task A_scores_topic_that_is_deleted_ends_the_scorer_with_the_reason()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 2);
        await using var scorer = app.Run();
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(1_000, 100, seed: 7, partitions: 2));
        await app.ScoresReachAsync(1_000, TimeSpan.FromSeconds(60), () => scorer.Errors);
        await TestTopics.DeleteAsync(broker.Bootstrap, app.Scores);
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(1_000, 100, seed: 8, partitions: 2, first: 1_000));

        Assert.Equal(1, await scorer.ExitsAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains(app.Scores, scorer.Errors, StringComparison.Ordinal);
    }
}
