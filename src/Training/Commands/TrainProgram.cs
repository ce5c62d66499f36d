using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.Json;
using Spectre.Console;
using Streaming.Ingest.Files;
using Streaming.Model.Artifact;
using Streaming.Training.Checking;
using Streaming.Training.Facts;
using Streaming.Training.Fitting;
using Streaming.Training.Loop;

namespace Streaming.Training.Commands;

/// <summary>The program without its process: what tests run. Results go to standard output, the rest to standard error.</summary>
internal sealed class TrainProgram(TextWriter output, TextWriter error, TimeProvider time)
{
    private readonly Option<bool> _json = new("--json") { Description = "End with one JSON object on standard output.", Recursive = true };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Say nothing but results and warnings.", Recursive = true };

    /// <summary>Runs a command line and answers the exit code. A failure's reason is the last line of standard error.</summary>
    public int Run(IReadOnlyList<string> arguments, CancellationToken enough)
    {
        var root = new RootCommand("Trains step models for `streaming` on the history of transactions.") { _json, _quiet };
        root.Add(new FitCommand().Build((options, parsed) => Guard(() => Fit(options, parsed, enough))));
        root.Add(CheckCommand.Build((files, schema, parsed) => Guard(() => Check(files, schema, parsed))));
        var result = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        if (result.Action is not ParseErrorAction refusal)
        {
            return result.Invoke(invocation);
        }

        refusal.ShowHelp = false;
        invocation.Output = error;
        result.Invoke(invocation);
        return (int)ExitCode.Usage;
    }

    private void Check(IReadOnlyList<string> files, string schema, ParseResult parsed)
    {
        RequireFiles([.. files, schema]);
        var report = new CheckRun(files, schema, Display(parsed)).Run();
        if (parsed.GetValue(_json))
        {
            output.WriteLine(JsonSerializer.Serialize(report, FactsJson.Default.CheckReport));
            return;
        }

        CheckText.Write(report, Console(output));
    }

    private void Fit(FitOptions options, ParseResult parsed, CancellationToken enough)
    {
        RequireFiles([.. options.Data, options.Schema]);
        var summary = new FitRun(options, Display(parsed), time).Run(enough);
        if (parsed.GetValue(_json))
        {
            output.WriteLine(JsonSerializer.Serialize(summary, FactsJson.Default.FitSummary));
            return;
        }

        var figures = summary.Validation;
        output.WriteLine(FormattableString.Invariant(
            $"{summary.Out}: {summary.Bytes / 1000.0:F1} kB, model {summary.ModelId}, threshold {summary.Threshold:G4}, best epoch {summary.BestEpoch} of {summary.Epochs}, {summary.Seconds:F0} s"));
        output.WriteLine(FormattableString.Invariant(
            $"validation: average precision {figures.AveragePrecision:F4}, ROC AUC {figures.RocAuc:F4}, precision {figures.Precision:F3}, recall {figures.Recall:F3} over {figures.Events:N0} events, {figures.Frauds:N0} frauds"));
    }

    private FitDisplay Display(ParseResult parsed) => new(Console(error), parsed.GetValue(_quiet), time);

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Capabilities.Interactive)
        {
            // A log has no width: lines stay whole.
            console.Profile.Width = 1_000;
        }

        return console;
    }

    private static void RequireFiles(IEnumerable<string> paths)
    {
        foreach (var path in paths.Where(path => !File.Exists(path)))
        {
            throw new UsageException($"expected a file, found none: {path}");
        }
    }

    private int Guard(Action action)
    {
        try
        {
            action();
            return (int)ExitCode.Done;
        }
#pragma warning disable CA1031 // the last frame: every failure becomes an exit code and a reason
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (CodeOf(failure) is not { } code)
            {
                // A defect of ours, whose stack a maintainer wants.
                error.WriteLine(failure.ToString());
                code = ExitCode.Fault;
            }

            error.WriteLine("streaming-train: " + failure.Message.ReplaceLineEndings(" "));
            return (int)code;
        }
    }

    private static ExitCode? CodeOf(Exception failure) => failure switch
    {
        UsageException => ExitCode.Usage,
        ModelException => ExitCode.BadModel,
        OperationCanceledException => ExitCode.Interrupted,
        TrainingException or FileFormatException or IOException or UnauthorizedAccessException => ExitCode.Fault,
        _ => null,
    };
}
