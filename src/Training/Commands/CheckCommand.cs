using System.CommandLine;

namespace Streaming.Training.Commands;

/// <summary><c>streaming-train check</c>.</summary>
internal static class CheckCommand
{
    /// <summary>The command; <paramref name="execute"/> looks at an input through a schema.</summary>
    public static Command Build(Func<InputOptions, string, ParseResult, int> execute)
    {
        var input = new InputOptions();
        var schema = new Option<string>("--schema") { HelpName = "FILE", Description = "The feature schema, fitted or not.", Required = true };
        var command = new Command("check", "Shows what to look at before training: rows that fail, ranges, unknown categories, times going back, leak suspects.");
        input.AddTo(command);
        command.Add(schema);
        command.SetAction(parsed => execute(input, parsed.GetRequiredValue(schema), parsed));
        return command;
    }
}
