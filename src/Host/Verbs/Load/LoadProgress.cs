using System.Globalization;
using Spectre.Console;
using Streaming.Host.CommandLine;

namespace Streaming.Host.Verbs.Load;

/// <summary>A progress bar where a person watches, a log line now and then elsewhere.</summary>
internal static class LoadProgress
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_logEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs the work and shows how far it is.</summary>
    public static async Task RunAsync(VerbContext context, Loader loader, Func<Task> work)
    {
        // On a thread of its own: reading a file and publishing is one long synchronous stretch.
        var running = Task.Run(work);
        if (context.ShowsProgress)
        {
            await DrawAsync(context, loader, running);
        }
        else
        {
            await LogAsync(context, loader, running);
        }

        await running;
    }

    private static async Task DrawAsync(VerbContext context, Loader loader, Task running) => await context.Terminal.Live.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(async progress =>
        {
            var bar = progress.AddTask("load", maxValue: 1);
            while (!running.IsCompleted)
            {
                Show(bar, loader);
                await Task.WhenAny(running, Task.Delay(s_redraw, context.Clock));
            }

            Show(bar, loader);
        });

    private static void Show(ProgressTask bar, Loader loader)
    {
        bar.Value = loader.Share;
        bar.Description = string.Create(CultureInfo.InvariantCulture, $"{loader.Rows:N0} rows");
    }

    private static async Task LogAsync(VerbContext context, Loader loader, Task running)
    {
        var logger = context.Loggers.CreateLogger<Loader>();
        while (await Task.WhenAny(running, Task.Delay(s_logEvery, context.Clock)) != running)
        {
            logger.Progressed(loader.Rows, (int)(100 * loader.Share));
        }
    }
}
