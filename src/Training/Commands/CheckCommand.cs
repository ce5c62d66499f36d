using System.CommandLine;

namespace Streaming.Training.Commands;

/// <summary><c>streaming-train check</c>.</summary>
internal static class CheckCommand
{
    /// <summary>The command; <paramref name="execute"/> looks at files through a schema.</summary>
    public static Command Build(Func<IReadOnlyList<string>, string, ParseResult, int> execute)
    {
        var data = new Option<string[]>("--data")
        {
            HelpName = "FILE",
            Description = "History: CSV or JSON lines, plain or gzip.",
            AllowMultipleArgumentsPerToken = true,
            Required = true,
        };
        var schema = new Option<string>("--schema") { HelpName = "FILE", Description = "The feature schema, fitted or not.", Required = true };
        var command = new Command("check", "Shows what to look at before training: rows that fail, ranges, unknown categories, times going back, leak suspects.")
        {
            data, schema,
        };
        command.SetAction(parsed => execute(parsed.GetRequiredValue(data), parsed.GetRequiredValue(schema), parsed));
        return command;
    }
}
