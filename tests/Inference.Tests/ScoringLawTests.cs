using CsCheck;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests;

/// <summary>Laws 2, 6 and 10, under random orders of all tasks.</summary>
public sealed class ScoringLawTests
{
    private const float Tolerance = 1e-5f;

    [Fact]
    public Task Lanes_score_every_key_as_one_key_at_a_time_would() =>
        Scenario.Of(Scenario.Genuine).SampleAsync(AssertScoresAsReferenceAsync, iter: Iterations.Of(150));

    [Fact]
    public Task A_bad_record_changes_nothing_but_its_own_dead_letter() =>
        Scenario.Of(Gen.Frequency((4, Scenario.Genuine), (1, Scenario.Bad))).SampleAsync(AssertScoresAsReferenceAsync, iter: Iterations.Of(150));

    [Fact]
    public Task Scores_without_the_bad_records_are_those_with_them() =>
        Scenario.Of(Gen.Frequency((3, Scenario.Genuine), (1, Scenario.Bad))).SampleAsync(async scenario =>
        {
            var with = await ScoreAsync(scenario);
            var genuine = with.Where(published => published.Reason is null).Select(published => (published.Partition, published.Offset)).ToHashSet();
            var partitions = scenario.Partitions.Select((records, partition) =>
                (IReadOnlyList<InputRecord>)[.. records.Where((_, offset) => genuine.Contains((partition, offset)))]);
            var without = await ScoreAsync(scenario with { Partitions = [.. partitions] });
            AssertSame(Ordered(with.Where(published => published.Reason is null)), Ordered(without));
        }, iter: Iterations.Of(60));

    private static async Task AssertScoresAsReferenceAsync(Scenario scenario)
    {
        var published = await ScoreAsync(scenario);
        for (var partition = 0; partition < scenario.Partitions.Count; partition++)
        {
            var records = scenario.Partitions[partition];
            var mine = published.Where(entry => entry.Partition == partition).ToList();

            // Law 6, and the order: exactly one score or dead letter per record, by offset.
            Assert.Equal(Enumerable.Range(0, records.Count).Select(offset => (long)offset), mine.Select(entry => entry.Offset));

            var expected = OneKeyAtATime.Score(BrittleModel.Shared, records, scenario.Ttl);
            foreach (var entry in mine)
            {
                Assert.Equal(expected.ContainsKey(entry.Offset), entry.Reason is null);
                if (entry.Reason is null)
                {
                    Assert.Equal(expected[entry.Offset].Score, entry.Score, Tolerance);
                    Assert.Equal(expected[entry.Offset].Count, entry.Count);
                }
            }
        }
    }

    private static async Task<IReadOnlyList<Published>> ScoreAsync(Scenario scenario)
    {
        using var scheduler = new ShuffledScheduler(scenario.Seed);
        var sink = new CollectingSink();
        var source = new MemorySource(scenario.Partitions, scenario.Seed) { ControlRecords = 1 };
        using var run = new Run(source, sink, scenario.Options, scheduler);
        await run.ToEndAsync();

        // Whatever the records were, their offsets are committed, control records included.
        Assert.All(scenario.Partitions.Select((records, partition) => (records.Count + 1, partition)), end =>
            Assert.Equal(end.Item1, source.Committed[end.partition]));
        Assert.Equal(scenario.Partitions.Sum(records => records.Count), run.Report.Events);
        return sink.Published;
    }

    private static List<Published> Ordered(IEnumerable<Published> published) =>
        [.. published.OrderBy(entry => entry.Partition).ThenBy(entry => entry.Offset)];

    private static void AssertSame(List<Published> expected, List<Published> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal((pair.First.Partition, pair.First.Key, pair.First.Count), (pair.Second.Partition, pair.Second.Key, pair.Second.Count));
            Assert.Equal(pair.First.Score, pair.Second.Score, Tolerance);
        });
    }
}
