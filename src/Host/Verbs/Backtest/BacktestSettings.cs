using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Verbs.Run;
using Streaming.Sink.Files;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>The options of <c>backtest</c>.</summary>
internal static class BacktestSettings
{
    public static ListSetting Files { get; } = new(
        "--file", "FILE...", "What is read: CSV or JSON lines, also gzipped, or Parquet; several in the order given.");

    public static Setting<string> Topic { get; } = new(
        "--topic", "TOPIC", "What is read instead of files: all partitions of a topic, merged by event time, without a consumer group.", Texts.TopicName);

    public static ListSetting Models { get; } = new(
        "--model", "FILE...", "The models, each with a feature schema inside; the first one's figures come first.");

    public static Setting<string> Out { get; } = new(
        "--out", "DIR", "Where report.html, metrics.json and the scores are written; made if it is missing.", Texts.NotEmpty);

    public static Setting<DateTimeOffset> From { get; } = new(
        "--from", "TIME", "The first event time that is assessed; the warm-up's start unless set.", PointInTime.Parse);

    public static Setting<DateTimeOffset> To { get; } = new(
        "--to", "TIME", "The first event time that is not; the input's end unless set.", PointInTime.Parse);

    public static Setting<DateTimeOffset> WarmFrom { get; } = new(
        "--warm-from", "TIME", "The first event time that steps its card's state; the input's start unless set.", PointInTime.Parse);

    public static Setting<string> Labels { get; } = new(
        "--labels", "FILE|TOPIC", "Labels by event id (fields id and label), in place of the schema's label field.", Texts.NotEmpty);

    public static Setting<TimeSpan> LabelDelay { get; } = new(
        "--label-delay", "TIME", "How long a label takes: those of events younger than this at the range's last event are left out.", Duration.Parse) { Default = "0s" };

    public static Setting<string> Segment { get; } = new(
        "--segment", "FIELD", "A field of the events by whose values figures are given as well.", Texts.NotEmpty);

    public static Setting<int> BootstrapSamples { get; } = new(
        "--bootstrap-samples", "N", "How often cards are resampled for 95 % intervals; 0 for none.", Texts.Integer(0, 100_000)) { Default = "0" };

    public static Setting<TimeSpan> DropKnownCompromised { get; } = new(
        "--drop-known-compromised",
        "TIME",
        "Give figures also without cards known to be compromised when a day began, labels taking this long (7d is the handbook's test filter).",
        Duration.ParsePositive);

    public static Setting<ScoreFileFormat> Scores { get; } = new(
        "--scores", "parquet|csv", "How the scores are written.", Texts.OneOf(("parquet", ScoreFileFormat.Parquet), ("csv", ScoreFileFormat.Csv))) { Default = "parquet" };

    public static IReadOnlyList<ISetting> All { get; } =
    [
        Files, Topic, Models, Out, From, To, WarmFrom, Labels, LabelDelay, Segment, BootstrapSamples, DropKnownCompromised, Scores,
        RunSettings.KeySecretFile,
    ];
}
