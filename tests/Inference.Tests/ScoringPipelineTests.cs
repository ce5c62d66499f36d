using Microsoft.Extensions.Logging;
using Streaming.Inference.Tests.Support;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Tests;

public sealed class ScoringPipelineTests
{
    [Fact]
    public async Task A_stalled_sink_stalls_the_source_within_the_lanes_capacity()
    {
        var sink = new CollectingSink();
        var stalled = new StallingSink(sink);
        var source = new MemorySource([Genuine(1_000)]) { MaxBatch = 4 };
        using var run = new Run(source, stalled, new InferenceOptions { LaneCapacity = 64, MaxWave = 8 });
        var running = run.ToEndAsync();
        await stalled.Reached;
        while (source.Refusals < 20)
        {
            await Task.Yield();
        }

        Assert.InRange(source.Offered, 1, 64);
        stalled.Flow();
        await running;
        Assert.Equal(1_000, sink.Published.Count);
    }

    [Fact]
    public async Task A_throwing_block_ends_the_run_with_its_fault()
    {
        var failure = new InvalidOperationException("no such topic");
        using var run = new Run(new MemorySource([Genuine(100), Genuine(100)]) { IsBounded = false }, new ThrowingSink(failure));
        Assert.Same(failure, await Assert.ThrowsAsync<InvalidOperationException>(run.ToEndAsync));
        Assert.Single(run.Logger.Entries, entry => entry.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_sink_that_gives_up_by_itself_is_a_fault_not_a_lost_batch()
    {
        using var run = new Run(new MemorySource([Genuine(10)]), new ThrowingSink(new OperationCanceledException()));
        await Assert.ThrowsAsync<InvalidOperationException>(run.ToEndAsync);
    }

    [Fact]
    public async Task An_offset_never_passes_a_delivery_that_was_not_confirmed()
    {
        var sink = new UnconfirmingSink();
        var source = new MemorySource([Genuine(30)]) { MaxBatch = 10 };
        using var run = new Run(source, sink);
        var running = run.ToEndAsync();
        await sink.First;
        Assert.Equal(0, source.Committed.GetValueOrDefault(0));

        // Whatever is not confirmed holds the drain up; then all is.
        while (!running.IsCompleted)
        {
            while (sink.Taken.TryDequeue(out var taken))
            {
                for (var record = 0; record < taken.Count; record++)
                {
                    Assert.True(source.Committed.GetValueOrDefault(0) <= taken.Last);
                    taken.Deliveries.Confirm();
                }
            }

            await Task.Yield();
        }

        await running;
        Assert.Equal(30, source.Committed[0]);
    }

    [Fact]
    public async Task A_failed_delivery_ends_the_run_and_the_offset_stays_before_it()
    {
        var sink = new UnconfirmingSink();
        var source = new MemorySource([Genuine(30)]) { IsBounded = false };
        using var run = new Run(source, sink);
        var running = run.ToEndAsync();
        await sink.First;
        var failure = new TimeoutException("message timed out");
        Assert.True(sink.Taken.TryDequeue(out var taken));
        taken.Deliveries.Fail(failure);
        Assert.Same(failure, await Assert.ThrowsAsync<TimeoutException>(() => running));
        Assert.Equal(0, source.Committed.GetValueOrDefault(0));
    }

    [Fact]
    public async Task Cancellation_drains_what_was_read_commits_it_and_ends_well()
    {
        var sink = new CollectingSink();
        var stalled = new StallingSink(sink);
        var source = new MemorySource([Genuine(5_000), Genuine(5_000)]) { IsBounded = false };
        using var run = new Run(source, stalled, new InferenceOptions { LaneCapacity = 512, CheckpointInterval = TimeSpan.FromMinutes(5) });
        var running = run.ToEndAsync();
        await stalled.Reached;
        run.Stop();
        stalled.Flow();
        await running;

        for (var partition = 0; partition < 2; partition++)
        {
            var mine = sink.Published.Where(published => published.Partition == partition).ToList();
            Assert.Equal(Enumerable.Range(0, mine.Count).Select(offset => (long)offset), mine.Select(published => published.Offset));
            Assert.Equal(mine.Count, source.Committed.GetValueOrDefault(partition));
        }
    }

    [Fact]
    public async Task A_drain_that_cannot_end_is_given_up_after_its_budget()
    {
        var source = new MemorySource([Genuine(50)]) { IsBounded = false };
        var stalled = new StallingSink(new CollectingSink());
        using var run = new Run(source, stalled, new InferenceOptions { DrainBudget = TimeSpan.FromMilliseconds(50) });
        var running = run.ToEndAsync();
        await stalled.Reached;
        run.Stop();
        await Assert.ThrowsAsync<TimeoutException>(() => running);
        Assert.Equal(0, source.Committed.GetValueOrDefault(0));
    }

    [Fact]
    public async Task A_revoked_partition_is_drained_and_committed_before_the_handler_returns()
    {
        var sink = new CollectingSink();
        var source = new MemorySource([Genuine(3_000), Genuine(3_000)]) { IsBounded = false, MaxBatch = 16 };
        using var run = new Run(source, sink, new InferenceOptions { CheckpointInterval = TimeSpan.FromMinutes(5) });
        var running = run.ToEndAsync();
        while (sink.Published.Count < 500)
        {
            await Task.Yield();
        }

        await source.RevokeAsync(0);
        var published = sink.Published.Count(entry => entry.Partition == 0);
        Assert.Equal(published, source.Committed.GetValueOrDefault(0));

        // It comes back with empty states, and says so; every record is scored once all the same.
        await source.AssignAsync(0);
        while (sink.Published.Count < 6_000)
        {
            await Task.Yield();
        }

        run.Stop();
        await running;
        Assert.Equal(6_000, sink.Published.Distinct().Count());
        Assert.Equal(3, run.Logger.Entries.Count(entry => entry.Text.Contains("empty key states", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lost_partition_is_dropped_and_its_offsets_are_left_alone()
    {
        var stalled = new StallingSink(new CollectingSink());
        var source = new MemorySource([Genuine(100)]) { IsBounded = false };
        using var run = new Run(source, stalled);
        var running = run.ToEndAsync();
        await stalled.Reached;
        await source.LoseAsync(0);
        run.Stop();
        await running;
        Assert.False(source.Committed.ContainsKey(0) && source.Committed[0] > 0);
        Assert.Equal(0, run.Report.Scored);
    }

    [Fact]
    public async Task A_refused_commit_is_tried_again_by_the_next_checkpoint()
    {
        var refusals = 2;
        var source = new MemorySource([Genuine(200)])
        {
            OnCommit = _ =>
            {
                if (refusals-- > 0)
                {
                    throw new InvalidOperationException("the group is rebalancing");
                }
            },
        };
        using var run = new Run(source, new CollectingSink());
        await run.ToEndAsync();
        Assert.Equal(200, source.Committed[0]);
    }

    [Fact]
    public async Task A_long_run_without_a_score_is_told_once_with_its_commonest_reason()
    {
        var sink = new CollectingSink();
        InputRecord[] records =
        [
            .. Enumerable.Repeat(Events.NullValue(), 300),
            .. Enumerable.Repeat(Events.NotJson(), 1_700),
            Events.Of("card", 1, 1),
            .. Enumerable.Repeat(Events.NotJson(), 999),
        ];
        using var run = new Run(new MemorySource([records]), sink);
        await run.ToEndAsync();
        var (_, text) = Assert.Single(run.Logger.Entries, entry => entry.Level == LogLevel.Error);
        Assert.Contains("not-json (700 times), for example transactions[0] offset 300", text, StringComparison.Ordinal);
        Assert.Equal(records.Length, sink.Published.Count);
        Assert.Equal(1, run.Report.Scored);
        Assert.Equal(300, run.Report.DeadLettersByReason[FaultReason.NullValue]);
    }

    [Fact]
    public async Task The_report_tells_events_scores_dead_letters_alerts_keys_and_steps()
    {
        var sink = new CollectingSink();
        using var run = new Run(new MemorySource([Genuine(500), [Events.NotJson()]]), sink, new InferenceOptions { Threshold = 0.5f });
        await run.ToEndAsync();
        var report = run.Report;
        Assert.Equal((501, 500, 1, 20), (report.Events, report.Scored, report.DeadLetters, report.Keys));
        Assert.Equal(sink.Published.Count(published => published.Alert), report.Alerts);
        Assert.Equal(sink.Published.Count(published => published.Score >= 0.5f), report.Alerts);
        Assert.InRange(report.Steps, 25, 500);
        Assert.True(report.Elapsed > TimeSpan.Zero);
    }

    private static List<InputRecord> Genuine(int count) =>
        [.. Enumerable.Range(0, count).Select(number => Events.Of($"card-{number % 20}", number, (number % 7) - 3))];
}
