using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Streaming.Host.CommandLine;

namespace Streaming.Host;

/// <summary>The program without its process: what tests run.</summary>
internal sealed class StreamingProgram(
    IReadOnlyList<Verb> verbs,
    Terminal terminal,
    TimeProvider clock,
    string workingFolder,
    IReadOnlyList<KeyValuePair<string, string>> environment)
{
    /// <summary>Runs one command line and answers the exit code. A failure's reason is the last line of standard error.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        CommandTree? tree = null;
        tree = new CommandTree(verbs, (verb, parsed, token) => ExecuteAsync(verb, parsed, tree?.Keys ?? new HashSet<string>(), token));

        // No response files: a value that begins with @ is a value.
        var result = tree.Root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (result.Action is not ParseErrorAction refusal)
        {
            return await result.InvokeAsync(invocation, cancellationToken);
        }

        // Help would push the reason off the screen; standard output is for results.
        refusal.ShowHelp = false;

        // It takes a value behind a misspelt option for another mistake, and proposes -h for it.
        refusal.ShowTypoCorrections = false;
        invocation.Output = terminal.Error;
        await result.InvokeAsync(invocation, cancellationToken);
        await terminal.Error.WriteLineAsync($"Try 'streaming {PathOf(result.CommandResult)}--help'.");
        return (int)ExitCode.Usage;
    }

    private async Task<int> ExecuteAsync(Verb verb, ParseResult parsed, IReadOnlySet<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            var configuration = ConfigurationFiles.Read(AppContext.BaseDirectory, workingFolder, environment, keys);
            var settings = new Settings(parsed, configuration);
            if (settings.Get(CommonSettings.ShowConfig))
            {
                ConfigReport.Write(verb, settings, terminal.Output);
                return (int)ExitCode.Done;
            }

            // Disposed before a reason is written: the console logger has a queue, and the reason is the last line.
            using var loggers = Logging.Create(configuration, settings.Get(CommonSettings.Quiet));
            return (int)await verb.RunAsync(new VerbContext(settings, terminal, loggers, clock), cancellationToken);
        }
        catch (OperationCanceledException) when (verb.EndsWhenAsked && cancellationToken.IsCancellationRequested)
        {
            return (int)ExitCode.Done;
        }
#pragma warning disable CA1031 // the last frame: every failure becomes an exit code and a reason
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (ExitCodes.IsDefect(failure))
            {
                await terminal.Error.WriteLineAsync(failure.ToString());
            }

            await terminal.Error.WriteLineAsync($"streaming {verb.Name}: {ExitCodes.Reason(failure)}");
            return (int)ExitCodes.Of(failure);
        }
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)}{result.Command.Name} " : "";
}
