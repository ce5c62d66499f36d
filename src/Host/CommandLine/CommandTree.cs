using System.CommandLine;
using System.CommandLine.Help;
using Streaming.Host.Verbs.Run;

namespace Streaming.Host.CommandLine;

/// <summary>The verbs as System.CommandLine wants them.</summary>
internal sealed class CommandTree
{
    private const string Description =
        "Scores card transactions live with a recurrent network that remembers every card. "
        + "Every option can also come from the environment (STREAMING_TO_TOPIC for --to-topic) or from appsettings.json (Streaming:ToTopic); "
        + "the command line goes first, then the environment, then files.";

    private readonly Dictionary<Command, string> _examples = [];
    private readonly HashSet<string> _keys = new(TuningSections.Names, StringComparer.OrdinalIgnoreCase);

    /// <summary>Builds the tree; <paramref name="execute"/> runs the verb that was typed.</summary>
    public CommandTree(IReadOnlyList<Verb> verbs, Func<Verb, ParseResult, CancellationToken, Task<int>> execute)
    {
        Root = new RootCommand(Description) { HelpName = "streaming" };
        _examples[Root] = "streaming demo --duration 30s";
        foreach (var option in Root.Options.OfType<HelpOption>())
        {
            option.Action = new ExampleHelp(new HelpAction(), _examples);
            option.Description = "Show help, with an example.";
        }

        foreach (var option in Root.Options.OfType<VersionOption>())
        {
            option.Action = new ShowVersion();
            option.Description = "Show the version.";
        }

        foreach (var setting in CommonSettings.All)
        {
            setting.Option.Recursive = true;
            Root.Add(setting.Option);
            _keys.Add(setting.Key);
        }

        foreach (var verb in verbs)
        {
            Root.Add(ToCommand(verb, execute));
        }
    }

    /// <summary>The program itself.</summary>
    public RootCommand Root { get; }

    /// <summary>The configuration keys of all options of all verbs, and the sections for tuning.</summary>
    public IReadOnlySet<string> Keys => _keys;

    private Command ToCommand(Verb verb, Func<Verb, ParseResult, CancellationToken, Task<int>> execute)
    {
        var command = new Command(verb.Name, verb.Description);
        _examples[command] = verb.Example;
        foreach (var argument in verb.Arguments)
        {
            // Otherwise a misspelt option is taken for a file.
            argument.Validators.Add(result =>
            {
                if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } unknown)
                {
                    result.AddError($"Unknown option '{unknown.Value}'.");
                }
            });
            command.Add(argument);
        }

        foreach (var setting in verb.Settings)
        {
            command.Add(setting.Option);
            _keys.Add(setting.Key);
        }

        foreach (var child in verb.Children)
        {
            command.Add(ToCommand(child, execute));
        }

        if (verb.Children.Count == 0)
        {
            command.SetAction((parsed, cancellationToken) => execute(verb, parsed, cancellationToken));
        }

        return command;
    }
}
