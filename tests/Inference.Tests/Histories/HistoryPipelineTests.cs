using CsCheck;
using Streaming.Inference.Histories;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Histories;

/// <summary>A history scores as each of its keys would alone, the same bits each time, in bounded memory.</summary>
public sealed class HistoryPipelineTests
{
    // Rather many: the bounded blocks, the one batch that is being filled and the one that is being taken.
    private const int MostBatches = 24;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public Task Scores_are_those_of_one_key_at_a_time_under_any_schedule() =>
        Scenario.Of(Gen.Frequency((19, Scenario.Genuine), (1, Scenario.Bad))).SampleAsync(
            async scenario =>
            {
                IReadOnlyList<InputRecord> records = [.. scenario.Partitions.SelectMany(partition => partition)];
                using var scheduler = new ShuffledScheduler(scenario.Seed);

                var found = await ScoreAsync(records, scenario.Ttl, scheduler);

                var expected = OneKeyAtATime.Score(BrittleModel.Shared, records, scenario.Ttl);
                Assert.Equal(expected.Keys.Order(), found.Keys.Order());
                Assert.All(expected, pair => Assert.Equal(pair.Value.Score, found[pair.Key], 1e-5f));
                Assert.Equal(found, await ScoreAsync(records, scenario.Ttl, TaskScheduler.Default));
            },
            iter: Iterations.Of(40));

    [Fact]
    public async Task However_slowly_scores_are_taken_little_is_read_ahead()
    {
        using var history = new MemoryHistory(200_000, i => Events.Of($"card-{i % 500}", i, i % 7));
        using var pipeline = new HistoryPipeline([BrittleModel.Shared], new InferenceOptions(), HistoryRange.All, TimeProvider.System, TaskScheduler.Default);
        var (taken, mostAhead) = (0L, 0L);

        await pipeline.RunAsync(
            history,
            async batch =>
            {
                if (taken % (20 * HistoryPipeline.BatchRows) == 0)
                {
                    // The reader gets as far as it is let.
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancelled);
                }

                mostAhead = Math.Max(mostAhead, history.Read - taken);
                taken += batch.Count;
            },
            Cancelled);

        Assert.Equal(200_000, taken);
        Assert.InRange(mostAhead, HistoryPipeline.BatchRows, MostBatches * HistoryPipeline.BatchRows);
    }

    private static async Task<Dictionary<long, float>> ScoreAsync(IReadOnlyList<InputRecord> records, TimeSpan? ttl, TaskScheduler scheduler)
    {
        var scores = new Dictionary<long, float>();
        using var history = new MemoryHistory(records.Count, i => records[(int)i]);
        using var pipeline = new HistoryPipeline(
            [BrittleModel.Shared], new InferenceOptions { StateTtl = ttl }, HistoryRange.All, TimeProvider.System, scheduler);
        await pipeline.RunAsync(
            history,
            batch =>
            {
                for (var row = 0; row < batch.Count; row++)
                {
                    if (!batch[0].Faults[row].IsFault)
                    {
                        scores.Add(batch[0].Offsets[row], batch[0].Scores[row]);
                    }
                }

                return ValueTask.CompletedTask;
            },
            Cancelled);
        return scores;
    }
}
