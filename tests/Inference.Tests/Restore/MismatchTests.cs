using System.Text;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Inference.Tests.Durable;
using Streaming.Inference.Tests.Support;
using Streaming.Model.State;

namespace Streaming.Inference.Tests.Restore;

/// <summary>What is done when changelog, committed offset and input do not belong together.</summary>
public sealed class MismatchTests
{
    private const float Tolerance = 1e-5f;
    private const int Before = 60;

    private static readonly IReadOnlyList<InputRecord> All =
        [.. Enumerable.Range(0, 100).Select(number => Events.Of($"card-{number % 7}", number, (number % 5) - 2))];

    // A world that has scored the first records of one partition, control record included, and stopped.
    private static async Task<World> StoppedAsync(DeliveryMode mode = DeliveryMode.AtLeastOnce)
    {
        var world = Over([.. All.Take(Before)], mode, null);
        await world.RunToEndAsync();
        world.AssertUndisturbed();
        world.Broker.Scores.Clear();
        return world;
    }

    private static World Over(IReadOnlyList<InputRecord> records, DeliveryMode mode, MemoryBroker? broker) =>
        new(new Scenario([records], MaxWave: 8, LaneCapacity: 32, Seed: 5, Ttl: null), mode, new Faults())
        {
            Broker = broker?.With([records]) ?? new MemoryBroker([records]),
        };

    // The records that come later lie behind the control record at which the first life ended: a gap in the offsets, and no event.
    private static World Continue(World stopped) =>
        Over([.. All.Take(Before), Events.NullValue(), .. All.Skip(Before)], DeliveryMode.AtLeastOnce, stopped.Broker);

    public static TheoryData<string, string> Doubts => new()
    {
        { "offset by hand", "the committed offset is '30', the states were made at '61'" },
        { "no marker", "offset 61 is committed, but no marker vouches for states at it" },
        { "other state id", "there are states of state id 0123456789ab" },
        { "damaged key", "the record at offset" },
        { "damaged state", "checksum" },
        { "topic made anew", "the input topic's id is 'another', the states were made at 'topic-id'" },
        { "partitions added", "the input's number of partitions is '8', the states were made at '4'" },
        { "secret rotated", "the id of the key secret is 'k2', the states were made at ''" },
        { "log start passed", "below the log's start 70" },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task A_doubtful_state_is_refused_at_the_first_assignment_with_what_was_found(string doubt, string found)
    {
        var world = Continue(await StoppedAsync());
        Spoil(world, doubt);
        var refusal = await Assert.ThrowsAsync<StateRefusedException>(() => world.LiveAsync(new Faults()));
        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("transactions[0]", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(world.Broker.Scores);
    }

    [Fact]
    public async Task Rebuild_makes_the_states_again_without_output_and_scores_from_the_committed_offset()
    {
        var world = Continue(await StoppedAsync());
        Spoil(world, "offset by hand");
        var options = new InferenceOptions { OnStateMismatch = StateMismatch.Rebuild, MaxWave = 8, CheckpointInterval = TimeSpan.FromMilliseconds(10) };
        Assert.True(await world.LiveAsync(new Faults(), options: options));
        AssertScoredFrom(world, 30);

        // And the next start believes the rebuilt states.
        Assert.True(await world.LiveAsync(new Faults()));
        AssertScoredFrom(world, 30);
    }

    [Fact]
    public async Task A_kill_during_a_rebuild_leaves_nothing_that_a_restore_would_believe()
    {
        var options = new InferenceOptions { OnStateMismatch = StateMismatch.Rebuild, MaxWave = 2, CheckpointInterval = TimeSpan.FromMilliseconds(1) };
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var world = Continue(await StoppedAsync());
            Spoil(world, "offset by hand");
            while (!await world.LiveAsync(new Faults { Kill = 20 + (10 * attempt) }, options: options))
            {
                Assert.Equal(Math.Max(30, world.Broker.Committed[0]), world.Broker.Committed[0]);
            }

            AssertScoredFrom(world, 30);
        }
    }

    [Fact]
    public async Task Rebuild_of_a_log_that_has_lost_its_beginning_wants_to_be_allowed()
    {
        var world = Continue(await StoppedAsync());
        Spoil(world, "no marker");
        world.LogStart = 10;
        var options = new InferenceOptions { OnStateMismatch = StateMismatch.Rebuild, CheckpointInterval = TimeSpan.FromMilliseconds(10) };
        var refusal = await Assert.ThrowsAsync<StateRefusedException>(() => world.LiveAsync(new Faults(), options: options));
        Assert.Contains("the log begins at offset 10", refusal.Message, StringComparison.Ordinal);

        options.AllowPartialHistory = true;
        Assert.True(await world.LiveAsync(new Faults(), options: options));
        Assert.Equal(Before + 1, world.Broker.Scores[0].Offset);
    }

    [Fact]
    public async Task Added_partitions_are_not_rebuilt()
    {
        var world = Continue(await StoppedAsync());
        Spoil(world, "partitions added");
        var options = new InferenceOptions { OnStateMismatch = StateMismatch.Rebuild };
        var refusal = await Assert.ThrowsAsync<StateRefusedException>(() => world.LiveAsync(new Faults(), options: options));
        Assert.Contains("moved key's history", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cold_goes_on_at_the_committed_offset_with_empty_states_for_good()
    {
        var world = Continue(await StoppedAsync());
        Spoil(world, "other state id");
        var options = new InferenceOptions { OnStateMismatch = StateMismatch.Cold, CheckpointInterval = TimeSpan.FromMilliseconds(10) };
        Assert.True(await world.LiveAsync(new Faults(), options: options));
        var expected = OneKeyAtATime.Score(BrittleModel.Shared, [.. All.Skip(Before)]);
        AssertScores(world, Before + 1, expected, shift: Before + 1);

        // Believed from then on, and only what was made since.
        Assert.True(await world.LiveAsync(new Faults()));
        Assert.Equal(7, world.Restore(0).State.Count);
        Assert.Equal(world.Broker.Committed[0], world.Restore(0).Marker?.Offset);
    }

    [Fact]
    public async Task A_marker_without_an_offset_is_gone_on_from_with_a_warning()
    {
        var world = Continue(await StoppedAsync());
        world.Broker.Committed.Clear();
        Assert.True(await world.LiveAsync(new Faults()));
        AssertScoredFrom(world, Before + 1);
        Assert.Contains(world.Logger.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains("no offset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_warm_start_scores_nothing_of_the_past_and_everything_after_it_as_if_it_had()
    {
        var warm = Over([.. All.Take(Before)], DeliveryMode.AtLeastOnce, null);
        var options = new InferenceOptions { Start = StartAt.Warm, MaxWave = 8, CheckpointInterval = TimeSpan.FromMilliseconds(10) };
        Assert.True(await warm.LiveAsync(new Faults(), options: options));
        Assert.Empty(warm.Broker.Scores);
        Assert.Equal(Before + 1, warm.Broker.Committed[0]);

        var world = Continue(warm);
        Assert.True(await world.LiveAsync(new Faults(), options: options));
        AssertScoredFrom(world, Before + 1);
    }

    [Fact]
    public async Task A_latest_start_is_committed_even_if_nothing_comes()
    {
        var world = Over([.. All.Take(Before)], DeliveryMode.ExactlyOnce, null);
        var options = new InferenceOptions { Start = StartAt.Latest, CheckpointInterval = TimeSpan.FromMilliseconds(10) };
        Assert.True(await world.LiveAsync(new Faults(), options: options));
        Assert.Empty(world.Broker.Scores);
        Assert.Equal(Before + 1, world.Broker.Committed[0]);
        Assert.Equal(Before + 1, world.Restore(0).Marker?.Offset);
    }

    private static void AssertScoredFrom(World world, int first)
    {
        InputRecord[] records = [.. All.Take(Before), Events.NullValue(), .. All.Skip(Before)];
        AssertScores(world, first, OneKeyAtATime.Score(BrittleModel.Shared, records), shift: 0);
    }

    private static void AssertScores(World world, int first, Dictionary<long, (float Score, long Count)> expected, int shift)
    {
        Assert.Equal(first, world.Broker.Scores.Min(published => published.Offset));
        Assert.Equal(All.Count, world.Broker.Scores.Max(published => published.Offset));
        foreach (var published in world.Broker.Scores.Where(published => published.Reason is null))
        {
            Assert.Equal(expected[published.Offset - shift].Count, published.Count);
            Assert.Equal(expected[published.Offset - shift].Score, published.Score, Tolerance);
        }
    }

    private static void Spoil(World world, string doubt)
    {
        var changelog = world.Broker.Changelog[0];
        switch (doubt)
        {
            case "offset by hand":
                world.Broker.Committed[0] = 30;
                break;
            case "no marker":
                changelog.RemoveAll(record => record.Key[1] == (byte)ChangelogKeyKind.Marker);
                break;
            case "other state id":
                var id = Encoding.ASCII.GetBytes("0123456789ab");
                changelog.ForEach(record => id.CopyTo(record.Key, 3 + record.Key[2]));
                break;
            case "damaged key":
                changelog.Add(([9, 9], [1]));
                break;
            case "damaged state":
                changelog.First(record => record.Key[1] == (byte)ChangelogKeyKind.KeyState).Value![^1] ^= 1;
                break;
            case "topic made anew":
                world.Now = World.Origin with { TopicId = "another" };
                break;
            case "partitions added":
                world.Now = World.Origin with { PartitionCount = 8 };
                break;
            case "secret rotated":
                world.Now = World.Origin with { KeySecretId = "k2" };
                break;
            case "log start passed":
                world.LogStart = 70;
                break;
        }
    }
}
