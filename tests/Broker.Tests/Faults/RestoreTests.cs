using System.Diagnostics;
using System.Globalization;
using System.Text;
using Streaming.Broker.Tests.Oracle;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Faults;

/// <summary>Bringing states back from the changelog.</summary>
public sealed class RestoreTests(BrokerFixture broker, PackedModel model)
{
    [Fact]
    public async Task Killed_at_random_moments_of_a_restore_the_states_are_the_same()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var kills = TestLength.Of(shortForm: 3, longForm: 10);
        var cards = TestLength.Of(shortForm: 40_000, longForm: 400_000);
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 2);
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(2 * cards, cards, seed: 1, partitions: 2));
        await using (var first = app.Run("--until-end", "--changelog", "on"))
        {
            await first.ExitsAsync(0, TimeSpan.FromMinutes(3));
        }

        var random = new Random(7);
        var inRestore = 0;
        for (var i = 0; i < kills; i++)
        {
            await using var killed = app.Run("--changelog", "on", "--kafka", "session.timeout.ms=6000");
            await killed.SaysAsync("Was assigned", TimeSpan.FromSeconds(30));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(TestLength.Of(300, 1_500))), TimeProvider.System, cancellation);
            killed.Kill();
            await killed.ExitsAsync(TimeSpan.FromSeconds(10));
            inRestore += killed.Errors.Split("Restored ").Length <= 2 ? 1 : 0;
        }

        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(20_000, cards, seed: 2, partitions: 2, first: 2 * cards));
        await using var last = app.Run("--until-end", "--changelog", "on");
        await last.ExitsAsync(0, TimeSpan.FromMinutes(3));
        var verdict = await EvidenceReader.JudgeAsync(broker.Bootstrap, app, model.Path, exactlyOnce: false);
        TestContext.Current.TestOutputHelper?.WriteLine($"killed in a restore: {inRestore} of {kills} before it had ended; {verdict}");
        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.Equal((2 * cards) + 20_000, verdict.RecordsChecked);
    }

    [Fact]
    public async Task A_restore_that_takes_longer_than_the_poll_interval_evicts_nobody_and_other_partitions_go_on()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var cards = TestLength.Of(shortForm: 15_000, longForm: 150_000);
        _ = broker.Bootstrap;
        await using var slow = await ProxiedBroker.StartAsync(cancellation);
        var app = new Application(slow.DirectBootstrap, model.Path) { ScorerBootstrap = slow.Bootstrap };
        await app.CreateTopicsAsync(partitions: 2);
        TestTopics.Produce(slow.DirectBootstrap, app.Input, Uneven(2 * cards, cards, first: 0));
        await using (var first = app.Run("--until-end", "--changelog", "on"))
        {
            await first.ExitsAsync(0, TimeSpan.FromMinutes(3));
        }

        await slow.ThrottleAsync(TestLength.Of(350, 800), stream: "downstream");
        await using var scorer = app.Run("--changelog", "on", "--kafka", "session.timeout.ms=6000", "--kafka", "max.poll.interval.ms=6000");
        await scorer.SaysAsync("Was assigned", TimeSpan.FromSeconds(60));
        var watch = Stopwatch.StartNew();
        TestTopics.Produce(slow.DirectBootstrap, app.Input, Uneven(4_000, cards, first: 2 * cards).Where(record => record.Partition == 1));
        var small = TopicReader.End(slow.DirectBootstrap, app.Input, 1);
        await Eventually.TrueAsync(
            async () => (await app.CommittedAsync()).GetValueOrDefault(1) == small, TimeSpan.FromSeconds(30), () => scorer.Errors);
        Assert.DoesNotContain($"keys of {app.Input}[0]", scorer.Errors, StringComparison.Ordinal);
        await scorer.SaysAsync($"keys of {app.Input}[0]", TimeSpan.FromMinutes(3));
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(7), $"the restore took {watch.Elapsed}: it was not slow, so this test tests nothing");
        await slow.UnthrottleAsync();

        TestTopics.Produce(slow.DirectBootstrap, app.Input, Uneven(4_000, cards, first: (2 * cards) + 4_000).Where(record => record.Partition == 0));
        await app.CommittedReachAsync(TopicReader.Count(slow.DirectBootstrap, app.Input), TimeSpan.FromSeconds(60), () => scorer.Errors);
        scorer.Terminate();
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(30));
        Assert.DoesNotContain($"Lost {app.Input}", scorer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("MAXPOLL", scorer.Errors, StringComparison.Ordinal);
        var verdict = await EvidenceReader.JudgeAsync(slow.DirectBootstrap, app, model.Path, exactlyOnce: false);
        TestContext.Current.TestOutputHelper?.WriteLine($"slow restore: {watch.Elapsed.TotalSeconds:f1} s; {verdict}");
        Assert.True(verdict.IsClean, verdict.ToString());
    }

    // Nearly all cards in partition 0, a hundred in partition 1.
    private static IEnumerable<(int Partition, byte[]? Key, byte[]? Value)> Uneven(int count, int cards, int first) =>
        TestEvents.Make(count, cards, seed: first, first).Select(e => (
            int.Parse(e.Card.AsSpan(1), CultureInfo.InvariantCulture) < 100 ? 1 : 0,
            (byte[]?)Encoding.UTF8.GetBytes(e.Card),
            (byte[]?)Encoding.UTF8.GetBytes(e.Json)));
}
