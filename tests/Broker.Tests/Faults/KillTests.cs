using System.Diagnostics;
using Streaming.Broker.Tests.Oracle;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Faults;

/// <summary>kill -9 while a transaction is open, again and again.</summary>
public sealed class KillTests(BrokerFixture broker, PackedModel model)
{
    // The larger of the session timeout and of the transaction timeout with what a broker takes to notice it, and some room.
    private static readonly TimeSpan Recovery = TestLength.Within(20 + 10);

    // Exactly-once keeps a transaction open from checkpoint to checkpoint: a long interval makes sure that a kill meets one. At-least-once
    // opens one for the commit alone: a short interval makes it likely, a long one leaves the most to be scored again. Each start draws.
    [Theory]
    [InlineData("at-least-once", "50ms", "2s")]
    [InlineData("exactly-once", "2s", "2s")]
    public async Task Killed_instances_lose_double_and_spoil_nothing(string delivery, string interval, string otherInterval)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var kills = TestLength.Of(shortForm: 3, longForm: 20);
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 6);
        await using var fleet = new Fleet(app, 3, "--delivery", delivery, "--changelog", "on", "--kafka", "session.timeout.ms=6000");
        var random = new Random(42);
        for (var i = 0; i < fleet.Size; i++)
        {
            Start(i);
        }

        await using var load = new SteadyLoad(broker.Bootstrap, app.Input, partitions: 6, perSecond: 2_000);
        await app.CommittedReachAsync(2_000, TimeSpan.FromSeconds(60), () => fleet.Errors);

        var recoveries = new RecoveryTimes();
        while (recoveries.Count < kills)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5 + (TestLength.Of(1, 3) * random.NextDouble())), TimeProvider.System, cancellation);
            var victim = random.Next(fleet.Size);
            fleet.Kill(victim);
            var watch = Stopwatch.StartNew();
            await app.CommittedReachAsync(load.Produced, Recovery, () => fleet.Errors);
            recoveries.Add(watch.Elapsed);
            Start(victim);
        }

        var produced = await load.StopAsync();
        await app.CommittedReachAsync(produced, Recovery, () => fleet.Errors);
        await fleet.StopAllAsync();

        var verdict = await EvidenceReader.JudgeAsync(broker.Bootstrap, app, model.Path, exactlyOnce: delivery == "exactly-once");
        TestContext.Current.TestOutputHelper?.WriteLine($"kill -9, {delivery}: {recoveries}; {verdict}");
        Assert.True(verdict.IsClean, $"{verdict}\n{fleet.Errors}");
        Assert.Equal(produced, verdict.RecordsChecked);

        void Start(int index) => fleet.Start(index, "--checkpoint-interval", random.Next(2) == 0 ? interval : otherInterval);
    }
}
