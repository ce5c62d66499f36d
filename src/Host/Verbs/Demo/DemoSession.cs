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
        await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await SettleAsync(scoring, cancellationToken);
        await stopScoring.CancelAsync();
        try
        {
            await Task.WhenAll(scoring, feeding);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped before the first transaction was through: an end like another.
        }
        finally
        {
            await stopShowing.CancelAsync();
            await showing;
        }
    }

    // Clients settle a good deal with their broker at first use, and the group takes seconds to form. One transaction goes ahead, so that
    // the others show how long scoring takes.
    private async Task FeedAsync(TimeSpan? duration, CancellationToken cancellationToken)
    {
        await WaitAsync(() => run.HasAllPartitions, cancellationToken);
        await feed.SendFirstAsync(cancellationToken);
        await WaitAsync(() => run.Report().Events > 0, cancellationToken);
        await feed.RunAsync(duration, cancellationToken);
    }

    private async Task WaitAsync(Func<bool> isReached, CancellationToken cancellationToken)
    {
        while (!isReached())
        {
            await Task.Delay(s_look, clock, cancellationToken);
        }
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
