using Spectre.Console;
using Streaming.Host.CommandLine;

namespace Streaming.Host.Views;

/// <summary>What a person sees while a verb works: a live table, or a line now and then where nobody watches.</summary>
/// <param name="context">The verb's.</param>
/// <param name="draw">Makes the table of now.</param>
/// <param name="line">Makes the line of now; null where the log says enough.</param>
internal sealed class LiveView(VerbContext context, Func<Table> draw, Func<string>? line)
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_lineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Shows until told to stop.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        context.ShowsProgress ? DrawAsync(cancellationToken)
        : context.Quiet || line is null ? Task.CompletedTask
        : WriteLinesAsync(line, cancellationToken);

    /// <summary>Shows until the work has ended, and answers for it.</summary>
    public async Task RunWhileAsync(Task working)
    {
        using var stopShowing = new CancellationTokenSource();
        var showing = RunAsync(stopShowing.Token);
        try
        {
            await working;
        }
        finally
        {
            await stopShowing.CancelAsync();
            await showing;
        }
    }

    private async Task DrawAsync(CancellationToken cancellationToken) =>
        await context.Terminal.Live.Live(draw()).StartAsync(async live =>
        {
            while (await WaitAsync(s_redraw, cancellationToken))
            {
                live.UpdateTarget(draw());
            }

            live.UpdateTarget(draw());
        });

    private async Task WriteLinesAsync(Func<string> write, CancellationToken cancellationToken)
    {
        while (await WaitAsync(s_lineEvery, cancellationToken))
        {
            await context.Terminal.Error.WriteLineAsync(write());
        }
    }

    private async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await Task.Delay(time, context.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
