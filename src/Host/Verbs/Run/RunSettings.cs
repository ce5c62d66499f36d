using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Monitoring;
using Streaming.Inference;
using Streaming.Inference.Ports;
using Streaming.Sink;

namespace Streaming.Host.Verbs.Run;

/// <summary>The options of <c>run</c>.</summary>
internal static class RunSettings
{
    public static Setting<string> Topic { get; } = new(
        "--topic", "TOPIC", "The input: one JSON event per record, keyed by card.", Texts.TopicName) { Default = "transactions" };

    public static Setting<string> Model { get; } = new(
        "--model", "FILE", "The model, an .onnx file with a feature schema inside.", Texts.NotEmpty);

    public static Setting<string> Group { get; } = new(
        "--group", "NAME", "The consumer group; --app unless set.", Texts.NotEmpty);

    public static Setting<string> Instance { get; } = new(
        "--instance", "NAME", "This process among those of its app; the host's name unless set.", Texts.NotEmpty);

    public static Setting<StartAt> Start { get; } = new(
        "--start", "earliest|latest|warm",
        "Where a partition begins that the group has no offset for; warm steps through its history without output and scores from its end on.",
        Texts.OneOf(("earliest", StartAt.Earliest), ("latest", StartAt.Latest), ("warm", StartAt.Warm))) { Default = "earliest" };

    public static Setting<DeliveryMode> Delivery { get; } = new(
        "--delivery", "at-least-once|exactly-once",
        "Scores ahead of the checkpoint's transaction, or inside it.",
        Texts.OneOf(("at-least-once", DeliveryMode.AtLeastOnce), ("exactly-once", DeliveryMode.ExactlyOnce))) { Default = "at-least-once" };

    public static Flag UntilEnd { get; } = new(
        "--until-end", "Stop at the ends that the partitions have at the start, with everything scored and committed.");

    public static Setting<long> MaxEvents { get; } = new(
        "--max-events", "N", "Stop after so many records.", Texts.Long(1, long.MaxValue));

    public static Setting<float> Threshold { get; } = new(
        "--threshold", "X", "A score at or above it is an alert, 0 to 1; the model's own unless set.", Texts.Share);

    public static Setting<bool> Changelog { get; } = new(
        "--changelog", "on|off",
        "On: key states are committed to APP.changelog with the offsets, and restored from it. Off, for benchmarks: they live in memory, and a "
        + "partition that moves starts from empty ones.",
        Texts.OneOf(("on", true), ("off", false))) { Default = "on" };

    public static Setting<StateMismatch> OnStateMismatch { get; } = new(
        "--on-state-mismatch", "refuse|rebuild|cold",
        "What to do with a partition whose state and offset do not agree: end, step through its input again without output, or start empty.",
        Texts.OneOf(("refuse", StateMismatch.Refuse), ("rebuild", StateMismatch.Rebuild), ("cold", StateMismatch.Cold))) { Default = "refuse" };

    public static Flag AllowPartialHistory { get; } = new(
        "--allow-partial-history", "Rebuild states also from an input whose log no longer begins at offset 0.");

    public static Flag StrictKeys { get; } = new(
        "--strict-keys", "A record whose key belongs to another partition makes a dead letter; otherwise it is only counted.");

    public static Flag DropRepeats { get; } = new(
        "--drop-repeats", "An event whose id is among its key's last eight makes a dead letter.");

    public static Setting<IReadOnlyList<PartitionOffset>> Skip { get; } = new(
        "--skip", "P:O,...", "These records of the input, by partition and offset, make dead letters unread.",
        PartitionOffsets.ParseRecords);

    public static Setting<long> StateMemory { get; } = new(
        "--state-memory", "BYTES", "Memory for key states; beyond it ingest pauses. No limit unless set.", Texts.Long(1 << 20, long.MaxValue));

    public static Setting<string> Snapshots { get; } = new(
        "--snapshots", "DIR", "Keep a snapshot of each partition's states here, so that a restart reads less of the changelog; none unless set.", Texts.NotEmpty);

    public static Setting<string> KeySecretFile { get; } = new(
        "--key-secret-file", "FILE", "The secret that a sensitive key is replaced with the help of (HMAC-SHA256).", Texts.NotEmpty);

    public static Setting<TimeSpan> CheckpointInterval { get; } = new(
        "--checkpoint-interval", "DURATION", "Time between two checkpoints; 100ms with exactly-once, else 1s unless set.", Duration.ParsePositive);

    public static Setting<TimeSpan> StateTtl { get; } = new(
        "--state-ttl", "DURATION", "Forget a card that has been silent for so long, in event time; never unless set.", Duration.ParsePositive);

    public static Setting<TimeSpan> MaxAhead { get; } = new(
        "--max-ahead", "DURATION", "An event time further ahead of its record's timestamp makes a dead letter.", Duration.Parse) { Default = "1h" };

    public static Setting<int> MaxRecordBytes { get; } = new(
        "--max-record-bytes", "N", "A larger value makes a dead letter.", Texts.Integer(1_024, 16 * 1024 * 1024)) { Default = "262144" };

    public static Setting<DeadLetterPayload> Payload { get; } = new(
        "--dead-letter-payload",
        "cut|none",
        "What a dead letter carries of its record: key and the first 64 KiB, or nothing; cut unless set, none where the key is sensitive.",
        Texts.OneOf(("cut", DeadLetterPayload.Cut), ("none", DeadLetterPayload.None)));

    public static Setting<string> GroupProtocol { get; } = new(
        "--group-protocol", "classic|consumer", "The group's protocol; consumer is KIP-848, for brokers from 4.0 on.", Texts.OneOf(
            ("classic", "classic"), ("consumer", "consumer"))) { Default = "classic" };

    public static Setting<HttpAddress> Http { get; } = new(
        "--http", "[IP:]PORT", "Serve the live page, health, metrics and JSON (docs/telemetry.md); on localhost unless an IP is given.",
        HttpAddress.Parse);

    public static Setting<string> StateTokenFile { get; } = new(
        "--state-token-file", "FILE",
        "Let whoever sends this token as a bearer ask for a card's state by POST /state; nobody may unless set.", Texts.NotEmpty);

    public static IReadOnlyList<ISetting> All { get; } =
    [
        Topic, Model, Delivery, Group, Instance, Start, UntilEnd, MaxEvents, Threshold, Changelog, CheckpointInterval, StateTtl, StateMemory,
        Snapshots, OnStateMismatch, AllowPartialHistory, StrictKeys, DropRepeats, Skip, MaxAhead, MaxRecordBytes, Payload, KeySecretFile, GroupProtocol, Http,
        StateTokenFile,
    ];
}
