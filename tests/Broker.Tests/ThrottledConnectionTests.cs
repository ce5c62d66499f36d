using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary>
/// A producer connection of 100 kB/s. The long form (minutes) is run with STREAMING_TEST_LONG=1, see tests/README.md.
/// </summary>
public sealed class ThrottledConnectionTests(BrokerFixture broker, PackedModel model)
{
    [Fact]
    public async Task Memory_stays_bounded_and_all_is_scored_when_the_connection_is_slow()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _ = broker.Bootstrap;
        await using var slow = await ProxiedBroker.StartAsync(cancellation);
        var app = new Application(slow.DirectBootstrap, model.Path) { ScorerBootstrap = slow.Bootstrap };
        await app.CreateTopicsAsync(partitions: 2);
        var events = TestLength.IsLong ? 600_000 : 200_000;
        TestTopics.Produce(slow.DirectBootstrap, app.Input, TestEvents.Records(events, 5_000, seed: 10, partitions: 2));

        await slow.ThrottleAsync(kilobytesPerSecond: 100);
        await using var scorer = app.Run();
        await app.ScoresReachAsync(1_000, TimeSpan.FromSeconds(60), () => scorer.Errors);
        var before = scorer.WorkingSet;
        await Task.Delay(TimeSpan.FromSeconds(TestLength.IsLong ? 180 : 15), TimeProvider.System, cancellation);
        var after = scorer.WorkingSet;
        Assert.False(scorer.HasExited, scorer.Errors);
        Assert.True(TopicReader.Count(slow.DirectBootstrap, app.Scores) < events / 2, "the connection was not slow, so this test tests nothing");
        await slow.UnthrottleAsync();

        await app.CommittedReachAsync(events, TimeSpan.FromSeconds(120), () => scorer.Errors);
        scorer.Terminate();
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(30));
        Assert.Empty(ScoredOffsets.Read(slow.DirectBootstrap, app.Name).Missing(slow.DirectBootstrap, app.Input));
        Assert.True(after - before < 300_000_000, $"memory grew from {before / 1e6:f0} MB to {after / 1e6:f0} MB");
        Assert.DoesNotContain("evicted", scorer.Errors, StringComparison.OrdinalIgnoreCase);
    }
}
