using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Verbs.Run;
using Streaming.Inference.Ports;

namespace Streaming.Host.Verbs.Replay;

/// <summary>The options of <c>replay</c>. What decides over single records and keys is called as in <c>run</c>, and must be the same to give the same scores.</summary>
internal static class ReplaySettings
{
    public static Setting<string> Topic { get; } = new("--topic", "TOPIC", "The topic with the history.", Texts.TopicName);

    public static Setting<string> ToTopic { get; } = new(
        "--to-topic", "TOPIC", "Where scores go, tagged with the replay's name: a topic of its own, made if it is missing.", Texts.TopicName);

    public static Setting<DateTimeOffset> From { get; } = new(
        "--from", "TIME", "The first event time that is published, as in 2026-01-31T12:00Z; the warm-up's start unless set.", PointInTime.Parse);

    public static Setting<DateTimeOffset> To { get; } = new(
        "--to", "TIME", "The first event time that is not; the ends that the partitions have now unless set.", PointInTime.Parse);

    public static Setting<IReadOnlyList<PartitionOffset>> FromOffset { get; } = new(
        "--from-offset", "P:O,...", "Only these partitions, published from these offsets on.", PartitionOffsets.Parse);

    public static Setting<DateTimeOffset> WarmFrom { get; } = new(
        "--warm-from", "TIME", "The first event time that steps its card's state; the log's start unless set.", PointInTime.Parse);

    public static Setting<Pace> Pace { get; } = new(
        "--pace", "PACE", "A multiple of event time (1x, 10x), events a second (5000/s), or max.", CommandLine.Values.Pace.Parse) { Default = "max" };

    public static IReadOnlyList<ISetting> All { get; } =
    [
        Topic, RunSettings.Model, ToTopic, From, To, FromOffset, WarmFrom, Pace, RunSettings.Threshold, RunSettings.StateTtl, RunSettings.StrictKeys,
        RunSettings.DropRepeats, RunSettings.Skip, RunSettings.MaxAhead, RunSettings.MaxRecordBytes, RunSettings.KeySecretFile,
    ];
}
