using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Streaming.Ingest;
using Streaming.Ingest.Files;
using Streaming.Model.Artifact;
using Streaming.Training.Checking;
using Streaming.Training.Facts;
using Streaming.Training.Fitting;
using Streaming.Training.Loop;

namespace Streaming.Training.Commands;

/// <summary>The program without its process: what tests run. Results go to standard output, the rest to standard error.</summary>
internal sealed class TrainProgram(TextWriter output, TextWriter error, TimeProvider time, ConfiguredOptions configured)
{
    private readonly Option<bool> _json = new("--json") { Description = "End with one JSON object on standard output.", Recursive = true };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Say nothing but results and warnings.", Recursive = true };

    private readonly Option<bool> _showConfig = new("--show-config")
    {
        Description = "Print the options in force and where each came from, secrets masked, and do nothing else.", Recursive = true,
    };

    /// <summary>Runs a command line and answers the exit code. A failure's reason is the last line of standard error.</summary>
    public int Run(IReadOnlyList<string> arguments, CancellationToken enough)
    {
        var root = new RootCommand(
            "Trains step models for `streaming` on the history of transactions. Every option can also come from the environment "
            + "(STREAMING_LABEL_DELAY for --label-delay) or from appsettings.json (Streaming:LabelDelay); the command line goes first, then the "
            + "environment, then files.") { _json, _quiet, _showConfig };
        root.Add(new FitCommand().Build((input, options, parsed) => Guard(() => Fit(input, options, parsed, enough))));
        root.Add(CheckCommand.Build((input, schema, parsed) => Guard(() => Check(input, schema, parsed))));
        var syntax = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var effective = new EffectiveOptions(root.Parse(arguments, syntax), configured);
        var result = root.Parse([.. effective.Complete(arguments)], syntax);
        var invocation = new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        if (result.Action is ParseErrorAction refusal)
        {
            refusal.ShowHelp = false;
            invocation.Output = error;
            result.Invoke(invocation);
            foreach (var origin in effective.Origins(result))
            {
                error.WriteLine(origin);
            }

            return (int)ExitCode.Usage;
        }

        if (result.GetValue(_showConfig))
        {
            effective.Show(result, result.GetValue(_json), output);
            return (int)ExitCode.Done;
        }

        return result.Invoke(invocation);
    }

    private void Check(InputOptions options, string schema, ParseResult parsed)
    {
        RequireFile(schema);
        using var input = options.Open(parsed, time);
        var report = new CheckRun(input, schema, Display(parsed)).Run();
        if (parsed.GetValue(_json))
        {
            output.WriteLine(JsonSerializer.Serialize(report, FactsJson.Default.CheckReport));
            return;
        }

        CheckText.Write(report, Console(output));
    }

    private void Fit(InputOptions from, FitOptions options, ParseResult parsed, CancellationToken enough)
    {
        RequireFile(options.Schema);
        RequireFolderOf(options.Out);
        using var input = from.Open(parsed, time);
        var summary = new FitRun(options, input, Display(parsed), time).Run(enough);
        if (parsed.GetValue(_json))
        {
            output.WriteLine(JsonSerializer.Serialize(summary, FactsJson.Default.FitSummary));
            return;
        }

        var figures = summary.Validation;
        output.WriteLine(FormattableString.Invariant(
            $"{summary.Out}: {summary.Bytes / 1000.0:F1} kB, model {summary.ModelId}, threshold {summary.Threshold:G4}, best epoch {summary.BestEpoch} of {summary.Epochs}, {summary.Seconds:F0} s"));
        output.WriteLine(FormattableString.Invariant(
            $"validation: average precision {Text(figures.AveragePrecision)}, ROC AUC {Text(figures.RocAuc)}, precision {Text(figures.Precision)}, recall {Text(figures.Recall)} over {figures.Events:N0} events, {figures.Frauds:N0} frauds"));
    }

    private static string Text(double? figure) => figure?.ToString("F4", CultureInfo.InvariantCulture) ?? "not defined";

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

    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"expected a file, found none: {path}");
        }
    }

    // Before hours of training, not behind them.
    private static void RequireFolderOf(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new UsageException($"--out: expected a folder, found none: {folder}");
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
        TrainingException or FileFormatException or IngestException or IOException or UnauthorizedAccessException => ExitCode.Fault,
        _ => null,
    };
}
