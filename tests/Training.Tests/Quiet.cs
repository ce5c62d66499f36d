using Spectre.Console;
using Streaming.Training.Fitting;

namespace Streaming.Training.Tests;

/// <summary>A display that nobody sees.</summary>
internal static class Quiet
{
    public static FitDisplay Display() => new(
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), isQuiet: true, TimeProvider.System);
}
