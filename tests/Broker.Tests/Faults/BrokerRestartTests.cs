using System.Diagnostics;
using Streaming.Broker.Tests.Oracle;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Faults;

/// <summary>The broker dies and comes back, at once or after longer than a transaction may last.</summary>
public sealed class BrokerRestartTests(BrokerFixture broker, PackedModel model)
{
    [Theory]
    [InlineData("at-least-once", 0)]
    [InlineData("exactly-once", 14)]
    public async Task No_instance_exits_and_nothing_is_lost(string delivery, int secondsDown)
    {
        var cancellation = TestContext.Current.CancellationToken;
        _ = broker.Bootstrap;
        await using var own = await BrokerFixture.StartAsync(cancellation);
        var bootstrap = BrokerFixture.Address(own);
        var app = new Application(bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 4);
        await using var fleet = new Fleet(app, 2, "--delivery", delivery, "--changelog", "on");
        fleet.StartAll();
        await using var load = new SteadyLoad(bootstrap, app.Input, partitions: 4, perSecond: 1_000);

        // Both have partitions: one that meets the outage in its first assignment may end, as it does when a changelog cannot be read.
        await fleet[0].SaysAsync($"Was assigned {app.Input}", TimeSpan.FromSeconds(60));
        await fleet[1].SaysAsync($"Was assigned {app.Input}", TimeSpan.FromSeconds(60));
        await app.CommittedReachAsync(load.Produced + 3_000, TimeSpan.FromSeconds(60), Told);

        var times = TestLength.IsLong ? 3 : 1;
        for (var i = 0; i < times; i++)
        {
            await BrokerFixture.KillAsync(own, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(secondsDown), TimeProvider.System, cancellation);
            await own.StartAsync(cancellation);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var watch = BrokerFixture.WatchOverAsync(own, enough.Token);
            Assert.Equal(bootstrap, BrokerFixture.Address(own));

            // A broker's own recovery takes its time on a busy machine; it serves when it knows the group again.
            await app.CommittedReachAsync(1, TimeSpan.FromMinutes(3), Told);
            var clock = Stopwatch.StartNew();
            await app.CommittedReachAsync(load.Produced, TimeSpan.FromMinutes(3), Told);
            TestContext.Current.TestOutputHelper?.WriteLine($"broker killed, {delivery}: all committed {clock.Elapsed.TotalSeconds:f1} s after it was back");
            fleet.AllRun();
            Assert.All(Enumerable.Range(0, 2), instance => Assert.True(fleet[instance].WorkingSet < 1_000_000_000, "memory is not bounded"));
            await enough.CancelAsync();
            await watch;
        }

        var produced = await load.StopAsync();
        await app.CommittedReachAsync(produced, TimeSpan.FromSeconds(60), Told);
        await fleet.StopAllAsync();
        var verdict = await EvidenceReader.JudgeAsync(bootstrap, app, model.Path, exactlyOnce: delivery == "exactly-once");
        TestContext.Current.TestOutputHelper?.WriteLine($"broker killed, {delivery}: {verdict}");
        Assert.True(verdict.IsClean, $"{verdict}\n{fleet.Errors}");
        Assert.Equal(produced, verdict.RecordsChecked);

        // What the broker has to say is half of the story.
        string Told() => $"{fleet.Errors}\n--- broker\n{BrokerFixture.LogOf(own)}";
    }
}
