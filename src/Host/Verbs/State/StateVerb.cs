using Streaming.Host.CommandLine;

namespace Streaming.Host.Verbs.State;

/// <summary>The key states that an app has kept: shows them, forgets them.</summary>
internal static class StateVerb
{
    public static Verb Verb { get; } = new(
        "state",
        "Look at the key states of an app in its changelog, forget a card, or drop the states of a model.",
        "streaming state list",
        [],
        (_, _) => Task.FromResult(ExitCode.Usage))
    {
        Children = [ListVerb.Verb, ShowVerb.Verb, ForgetVerb.Verb, DropVerb.Verb],
    };
}
