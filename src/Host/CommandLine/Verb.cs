using System.CommandLine;

namespace Streaming.Host.CommandLine;

/// <summary>One verb of the program.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Description">One sentence for help.</param>
/// <param name="Example">A command that works as it stands, for help.</param>
/// <param name="Settings">Its options, beside those that every verb has.</param>
/// <param name="RunAsync">Does it. Its token asks to stop: drain what needs draining and return.</param>
internal sealed record Verb(
    string Name,
    string Description,
    string Example,
    IReadOnlyList<ISetting> Settings,
    Func<VerbContext, CancellationToken, Task<ExitCode>> RunAsync)
{
    /// <summary>What is typed after the verb without a dash.</summary>
    public IReadOnlyList<Argument> Arguments { get; init; } = [];

    /// <summary>Whether it goes on until asked to stop, so that being asked is a normal end, even before it has begun.</summary>
    public bool EndsWhenAsked { get; init; }

    /// <summary>Verbs below this one; then this one does nothing itself.</summary>
    public IReadOnlyList<Verb> Children { get; init; } = [];
}
