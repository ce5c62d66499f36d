using System.Globalization;
using Spectre.Console;
using Streaming.Host.CommandLine;
using Streaming.Inference.Ports;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>Shows on standard error how far a backtest is: events a second, the event time reached, the time left.</summary>
internal static class BacktestProgress
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits for a run and shows it, if a person watches.</summary>
    public static async Task WatchAsync(VerbContext context, Task running, IRecordHistory history, EventCollector collector)
    {
        if (context.ShowsProgress)
        {
            await context.Terminal.Live.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async progress =>
                {
                    var started = context.Clock.GetTimestamp();
                    var bar = progress.AddTask("backtest", maxValue: 1);
                    while (!running.IsCompleted)
                    {
                        bar.Value = history.Share;
                        bar.Description = Describe(collector, context.Clock.GetElapsedTime(started).TotalSeconds);
                        await Task.WhenAny(running, Task.Delay(s_redraw, context.Clock));
                    }
                });
        }

        await running;
    }

    private static string Describe(EventCollector collector, double seconds)
    {
        var reached = collector.StreamTime == long.MinValue ? "" : DateTime.UnixEpoch
            .AddTicks(collector.StreamTime * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{collector.Records:N0} events, {collector.Records / Math.Max(seconds, 0.001):N0}/s  {reached}");
    }
}
