using System.Diagnostics;
using Streaming.Broker.Tests.Oracle;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Faults;

/// <summary>Members that come and go as asked, under load: as a deploy does it, and as a bad autoscaler does it.</summary>
public sealed class RollingRestartTests(BrokerFixture broker, PackedModel model)
{
    [Fact]
    public async Task A_rolling_restart_aborts_no_transaction_on_the_revoke_path()
    {
        var rounds = TestLength.Of(shortForm: 1, longForm: 5);
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 6);
        await using var fleet = new Fleet(app, 3, "--delivery", "exactly-once", "--changelog", "on");
        fleet.StartAll();
        await using var load = new SteadyLoad(broker.Bootstrap, app.Input, partitions: 6, perSecond: 2_000);
        await app.CommittedReachAsync(2_000, TimeSpan.FromSeconds(60), () => fleet.Errors);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < fleet.Size; i++)
            {
                await fleet.StopAsync(i);
                await app.CommittedReachAsync(load.Produced, TestLength.Within(30), () => fleet.Errors);
                fleet.Start(i);
                await app.CommittedReachAsync(load.Produced, TestLength.Within(30), () => fleet.Errors);
            }
        }

        var produced = await load.StopAsync();
        await app.CommittedReachAsync(produced, TestLength.Within(30), () => fleet.Errors);
        await fleet.StopAllAsync();
        var verdict = await EvidenceReader.JudgeAsync(broker.Bootstrap, app, model.Path, exactlyOnce: true);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"rolling restart: {rounds} rounds; {Times(fleet, "A checkpoint was aborted")} aborted on those that stay; {verdict}");
        Assert.True(verdict.IsClean, $"{verdict}\n{fleet.Errors}");
        Assert.Equal(produced, verdict.RecordsChecked);
        Assert.DoesNotContain("went away before", fleet.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("went away uncommitted", fleet.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("at-least-once")]
    [InlineData("exactly-once")]
    public async Task A_storm_of_rebalances_lets_scoring_go_on(string delivery)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seconds = TestLength.Of(shortForm: 15, longForm: 120);
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 6);
        await using var fleet = new Fleet(app, 3, "--delivery", delivery, "--changelog", "on");
        fleet.Start(0);
        await using var load = new SteadyLoad(broker.Bootstrap, app.Input, partitions: 6, perSecond: 1_000);
        await app.CommittedReachAsync(1_000, TimeSpan.FromSeconds(60), () => fleet.Errors);

        var watch = Stopwatch.StartNew();
        var rounds = 0;
        for (; watch.Elapsed.TotalSeconds < seconds; rounds++)
        {
            var mark = load.Produced;
            var joining = 1 + (rounds % 2);
            fleet.Start(joining);
            await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, cancellation);
            await fleet.StopAsync(joining);
            await app.CommittedReachAsync(mark, TestLength.Within(16), () => fleet.Errors);
        }

        var produced = await load.StopAsync();
        await app.CommittedReachAsync(produced, TestLength.Within(30), () => fleet.Errors);
        await fleet.StopAllAsync();
        var verdict = await EvidenceReader.JudgeAsync(broker.Bootstrap, app, model.Path, exactlyOnce: delivery == "exactly-once");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"storm, {delivery}: {rounds} joined and left in {seconds} s; {Times(fleet, "A checkpoint was aborted")} aborted; {verdict}");
        Assert.True(verdict.IsClean, $"{verdict}\n{fleet.Errors}");
        Assert.Equal(produced, verdict.RecordsChecked);
    }

    private static int Times(Fleet fleet, string text) => fleet.Errors.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));
}
