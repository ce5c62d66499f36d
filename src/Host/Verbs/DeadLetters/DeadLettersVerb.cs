using Streaming.Host.CommandLine;

namespace Streaming.Host.Verbs.DeadLetters;

/// <summary>What could not be scored: shows it, sends it again.</summary>
internal static class DeadLettersVerb
{
    public static Verb Verb { get; } = new(
        "dead-letters",
        "List what could not be decoded or scored, or send it to its topic again.",
        "streaming dead-letters list --reason missing-field --from 2026-01-01",
        [],
        (_, _) => Task.FromResult(ExitCode.Usage))
    {
        Children = [ListVerb.Verb, RetryVerb.Verb],
    };
}
