using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Streaming.Host.CommandLine;

/// <summary>Help that ends with a command that works as it stands.</summary>
internal sealed class ExampleHelp(HelpAction help, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = 110;
        help.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var example))
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {example}\n");
        }

        return 0;
    }
}
