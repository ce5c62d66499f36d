using Streaming.Host.CommandLine;
using Streaming.Host.Verbs;

namespace Streaming.Operations.Tests.Support;

/// <summary>Arguments as the program's own command line reads them.</summary>
internal static class CommandLines
{
    /// <summary>The verb that is named, and its settings.</summary>
    public static (string Verb, Settings Settings) Read(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        (string, Settings)? read = null;
        CommandTree? tree = null;
        tree = new CommandTree(AllVerbs.List, (verb, parsed, _) =>
        {
            var configuration = ConfigurationFiles.Read(AppContext.BaseDirectory, AppContext.BaseDirectory, variables ?? new Dictionary<string, string>(), tree!.Keys);
            read = (verb.Name, new Settings(parsed, configuration));
            return Task.FromResult(0);
        });
        var result = tree.Root.Parse(arguments);
        Assert.Empty(result.Errors.Select(error => error.Message));
        result.Invoke();
        return read ?? throw new InvalidOperationException("no verb was named");
    }
}
