using Streaming.Host.CommandLine;
using Streaming.Host.Verbs.Backtest;
using Streaming.Host.Verbs.DeadLetters;
using Streaming.Host.Verbs.Demo;
using Streaming.Host.Verbs.Generate;
using Streaming.Host.Verbs.Inspect;
using Streaming.Host.Verbs.Load;
using Streaming.Host.Verbs.Pack;
using Streaming.Host.Verbs.Replay;
using Streaming.Host.Verbs.Run;
using Streaming.Host.Verbs.State;
using Streaming.Host.Verbs.Threshold;
using Streaming.Host.Verbs.Topics;

namespace Streaming.Host.Verbs;

/// <summary>The verbs, in the order of help.</summary>
internal static class AllVerbs
{
    public static IReadOnlyList<Verb> List { get; } =
    [
        DemoVerb.Verb, RunVerb.Verb, ReplayVerb.Verb, BacktestVerb.Verb, ThresholdVerb.Verb, LoadVerb.Verb, GenerateVerb.Verb, TopicsVerb.Verb,
        InspectVerb.Verb, PackVerb.Verb, DeadLettersVerb.Verb, StateVerb.Verb,
    ];
}
