using System.CommandLine;
using System.CommandLine.Invocation;

namespace Streaming.Host.CommandLine;

/// <summary><c>--version</c>.</summary>
internal sealed class ShowVersion : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"streaming {ProgramVersion.Text}");
        return 0;
    }
}
