using Streaming.Broker.Tests.Oracle;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Faults;

/// <summary>Instances that stand still and come back, and two that claim one name.</summary>
public sealed class ZombieTests(BrokerFixture broker, PackedModel model)
{
    // Past the session timeout with the transaction still alive, and past the transaction's own end.
    [Theory]
    [InlineData(8)]
    [InlineData(21)]
    public async Task A_frozen_instance_is_fenced_after_its_takeover_and_rejoins_by_itself(int secondsFrozen)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 4);
        await using var fleet = new Fleet(
            app, 2, "--delivery", "exactly-once", "--checkpoint-interval", "2s", "--changelog", "on", "--kafka", "session.timeout.ms=6000");
        fleet.StartAll();
        await using var load = new SteadyLoad(broker.Bootstrap, app.Input, partitions: 4, perSecond: 1_000);

        // Settled: a member that is frozen while the group is being formed is waited for, not put out.
        await fleet[0].SaysAsync($"Was assigned {app.Input}", TimeSpan.FromSeconds(60));
        await fleet[1].SaysAsync($"Was assigned {app.Input}", TimeSpan.FromSeconds(60));
        await app.CommittedReachAsync(load.Produced + 3_000, TimeSpan.FromSeconds(60), () => fleet.Errors);

        fleet[0].Freeze();
        await Task.Delay(TimeSpan.FromSeconds(secondsFrozen), TimeProvider.System, cancellation);
        if (secondsFrozen > 20)
        {
            // The other has taken over.
            await app.CommittedReachAsync(load.Produced, TestLength.Within(10), () => fleet.Errors);
        }

        fleet[0].Thaw();
        await app.CommittedReachAsync(load.Produced, TestLength.Within(30), () => fleet.Errors);
        await fleet[0].SaysAsync($"Lost {app.Input}", TimeSpan.FromSeconds(30));
        fleet.AllRun();

        // The thawed one works again: with the other gone, all must still be committed.
        await fleet.StopAsync(1);
        var produced = await load.StopAsync();
        await app.CommittedReachAsync(produced, TestLength.Within(40), () => fleet.Errors);
        await fleet.StopAllAsync();
        var verdict = await EvidenceReader.JudgeAsync(broker.Bootstrap, app, model.Path, exactlyOnce: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"zombie, {secondsFrozen} s: {verdict}");
        Assert.True(verdict.IsClean, $"{verdict}\n{fleet.Errors}");
        Assert.Equal(produced, verdict.RecordsChecked);
    }

    [Fact]
    public async Task Two_instances_under_one_name_end_with_exit_4_and_the_name()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 4);
        await using var load = new SteadyLoad(broker.Bootstrap, app.Input, partitions: 4, perSecond: 500);
        await using var first = app.Run("--instance", "twin", "--changelog", "on");
        await app.CommittedReachAsync(500, TimeSpan.FromSeconds(60), () => first.Errors);
        await using var second = app.Run("--instance", "twin", "--changelog", "on");

        await Eventually.TrueAsync(
            () => first.HasExited || second.HasExited, TimeSpan.FromSeconds(60), () => first.Errors + "\n---\n" + second.Errors);
        var fenced = first.HasExited ? first : second;
        await fenced.ExitsAsync(4, TimeSpan.FromSeconds(10));
        Assert.Contains($"{app.Name}-twin", fenced.Errors, StringComparison.Ordinal);

        // One of them is enough, and it goes on.
        var left = first.HasExited ? second : first;
        var produced = await load.StopAsync();
        await app.CommittedReachAsync(produced, TimeSpan.FromSeconds(60), () => left.Errors);
        left.Terminate();
        await left.ExitsAsync(0, TimeSpan.FromSeconds(30));
        var verdict = await EvidenceReader.JudgeAsync(broker.Bootstrap, app, model.Path, exactlyOnce: false);
        Assert.True(verdict.IsClean, verdict.ToString());
    }
}
