using Streaming.Host.Verbs.Run;

namespace Streaming.Host.Verbs.Demo;

/// <summary>Runs feed and scoring together, from the first transaction to the last score.</summary>
internal sealed class DemoSession(ScoringRun run, DemoFeed feed, TimeProvider clock)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Returns when everything that was sent is scored, or at the first failure of either side.</summary>
    public async Task RunAsync(TimeSpan? duration, DemoView view, CancellationToken cancellationToken)
    {
        using var stopFeeding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stopScoring = new CancellationTokenSource();
        using var stopShowing = new CancellationTokenSource();
        var scoring = run.RunAsync(stopScoring.Token);
        var feeding = Task.Run(() => FeedAsync(duration, stopFeeding.Token), CancellationToken.None);
        var showing = view.RunAsync(stopShowing.Token);

        await Task.WhenAny(scoring, feeding);
        await stopFeeding.CancelAsync();
        await feeding.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await SettleAsync(scoring, cancellationToken);
        await stopScoring.CancelAsync();
        try
        {
            await Task.WhenAll(scoring, feeding);
        }
        finally
        {
            await stopShowing.CancelAsync();
            await showing;
        }
    }

    // Sent before the group has given out its partitions, the first transactions would only show how long that takes.
    private async Task FeedAsync(TimeSpan? duration, CancellationToken cancellationToken)
    {
        while (!run.HasAllPartitions && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(s_look, clock, CancellationToken.None);
        }

        await feed.RunAsync(duration, cancellationToken);
    }

    // Not after Ctrl-C: whoever presses it wants to stop, and the drain keeps the report consistent.
    private async Task SettleAsync(Task scoring, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (run.Report().Events < feed.Sent
            && !scoring.IsCompleted
            && !cancellationToken.IsCancellationRequested
            && clock.GetElapsedTime(started) < s_patience)
        {
            await Task.Delay(s_look, clock, CancellationToken.None);
        }
    }
}
