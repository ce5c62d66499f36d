using System.Runtime.CompilerServices;
using Streaming.Host.CommandLine;
using Streaming.Host.Tests.CommandLine;
using Streaming.Host.Verbs;

namespace Streaming.Host.Tests.Help;

/// <summary>
/// The help texts are approved files beside this one. After a change that is meant, copy NAME.received.txt over NAME.txt.
/// </summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands => ["streaming", .. Paths(AllVerbs.List, "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_is_as_approved(string command)
    {
        using var program = new RunningProgram();
        string[] words = command == "streaming" ? [] : command.Split(' ');
        Assert.Equal(0, await program.RunAsync([.. words, "--help"]));
        var folder = Folder();
        var name = command.Replace(' ', '-');
        var approved = Path.Combine(folder, $"{name}.txt");
        var received = Path.Combine(folder, $"{name}.received.txt");
        var help = program.Output.ReplaceLineEndings("\n");
        if (File.Exists(approved) && await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken) == help)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, help, TestContext.Current.CancellationToken);
        Assert.Fail($"The help of '{command}' is not as approved: compare {received} with {approved}.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_ends_with_an_example_that_parses(string command)
    {
        using var program = new RunningProgram();
        await program.RunAsync([.. command == "streaming" ? [] : command.Split(' '), "--help"]);
        var example = program.Output.TrimEnd().Split('\n')[^1].Trim();
        Assert.StartsWith("streaming ", example, StringComparison.Ordinal);
        var tree = new CommandTree(AllVerbs.List, (_, _, _) => Task.FromResult(0));
        Assert.Empty(tree.Root.Parse(example["streaming ".Length..]).Errors);
    }

    private static IEnumerable<string> Paths(IReadOnlyList<Verb> verbs, string above) =>
        verbs.SelectMany(verb => Paths(verb.Children, $"{above}{verb.Name} ").Prepend($"{above}{verb.Name}"));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
