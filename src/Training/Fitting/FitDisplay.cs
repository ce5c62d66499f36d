using System.Globalization;
using Spectre.Console;
using Streaming.Training.Loop;

namespace Streaming.Training.Fitting;

/// <summary>Shows on standard error how a run gets on: a bar on a terminal, a line per epoch elsewhere, nothing if quiet.</summary>
internal sealed class FitDisplay(IAnsiConsole console, bool isQuiet, TimeProvider time)
{
    private long _loopStarted;

    /// <summary>Says a line, unless quiet.</summary>
    public void Say(string line)
    {
        if (!isQuiet)
        {
            console.WriteLine(line);
        }
    }

    /// <summary>Says a line that someone should read, quiet or not.</summary>
    public void Warn(string line) => console.WriteLine("warning: " + line);

    /// <summary>Does some work behind a bar; the work tells how far it is, 0..1, and what else there is to see.</summary>
    public T Track<T>(string what, Func<Action<double, string>, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (isQuiet || !console.Profile.Capabilities.Interactive)
        {
            return work((_, _) => { });
        }

        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var task = context.AddTask(what, maxValue: 1);
                return work((done, detail) =>
                {
                    task.Value = done;
                    task.Description = Markup.Escape(detail.Length == 0 ? what : $"{what}  {detail}");
                });
            });
    }

    /// <summary>Shows where training stands, and says a line at the end of each epoch.</summary>
    public void Show(LoopProgress progress, string figure, Action<double, string> bar)
    {
        ArgumentNullException.ThrowIfNull(bar);
        _loopStarted = _loopStarted == 0 ? time.GetTimestamp() : _loopStarted;
        var seconds = Math.Max(1e-3, time.GetElapsedTime(_loopStarted).TotalSeconds);
        var done = (progress.Epoch - 1 + progress.Done) / progress.Epochs;
        bar(done, string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:F5}  gradient {progress.GradientNorm:F2}  {progress.Events / seconds:N0} events/s  at most {Left(seconds, done)} left"));
        if (progress.Closed is { } closed)
        {
            Say(string.Create(
                CultureInfo.InvariantCulture,
                $"epoch {closed.Epoch,3}  loss {closed.Loss:F5}  validation loss {closed.ValidationLoss:F5}  {figure} {closed.Validation:F4}  gradient {closed.GradientNorm:F2} ({closed.Clipped:P0} clipped)  {progress.Events / seconds:N0} events/s"));
        }
    }

    private static string Left(double seconds, double done) =>
        TimeSpan.FromSeconds(seconds / Math.Max(done, 1e-6) * (1 - done)).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
}
