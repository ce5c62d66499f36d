using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.Verbs;

/// <summary>Where events are written.</summary>
internal static class TargetSettings
{
    public static Setting<string> Topic { get; } = new(
        "--to-topic", "TOPIC", "The topic that events are published to.", Texts.TopicName) { Default = "transactions" };
}
