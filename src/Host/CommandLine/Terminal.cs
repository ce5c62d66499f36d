using System.Text;
using Spectre.Console;

namespace Streaming.Host.CommandLine;

/// <summary>The program's two outputs: results, and everything else.</summary>
/// <param name="output">Standard output: results.</param>
/// <param name="error">Standard error: progress, logs, reasons.</param>
/// <param name="isInteractive">Whether a person watches standard error, so that lines may be drawn again.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isInteractive)
{
    /// <summary>Results.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Everything else.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether a person watches standard error.</summary>
    public bool IsInteractive { get; } = isInteractive;

    /// <summary>For live tables and progress bars: standard error, so that results can be piped on.</summary>
    public IAnsiConsole Live => field ??= AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });

    /// <summary>Standard input, where it is piped in.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>One line of standard input. Typed by a person it is not shown, neither while it is typed nor after.</summary>
    public string? ReadSecret(string prompt)
    {
        if (!IsInteractive || Input != TextReader.Null || Console.IsInputRedirected)
        {
            return Input.ReadLine();
        }

        Error.Write(prompt);
        var text = new StringBuilder();
        for (var typed = Console.ReadKey(intercept: true); typed.Key != ConsoleKey.Enter; typed = Console.ReadKey(intercept: true))
        {
            if (typed.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (!char.IsControl(typed.KeyChar))
            {
                text.Append(typed.KeyChar);
            }
        }

        Error.WriteLine();
        return text.ToString();
    }

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.Out, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb")
        {
            Input = Console.IsInputRedirected ? Console.In : TextReader.Null,
        };
    }
}
