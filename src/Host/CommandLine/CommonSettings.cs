using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.CommandLine;

/// <summary>The options that every verb has.</summary>
internal static class CommonSettings
{
    public static Setting<string> Bootstrap { get; } = new(
        "--bootstrap", "HOST:PORT", "Kafka brokers to begin with, several with commas.", Texts.NotEmpty) { Default = "localhost:9092" };

    public static KafkaSetting Kafka { get; } = new(Bootstrap);

    public static Setting<string> App { get; } = new(
        "--app", "NAME", "Prefix of the topics that are written, and the consumer group unless --group is set.", Texts.TopicName) { Default = "streaming" };

    public static Flag Json { get; } = new("--json", "Print one JSON object as the last line of standard output.");

    public static Flag Quiet { get; } = new("--quiet", "Print nothing but results, warnings and errors.");

    public static Flag ShowConfig { get; } = new("--show-config", "Print the options in force and where each came from, secrets masked, and do nothing else.");

    public static IReadOnlyList<ISetting> All { get; } = [Bootstrap, Kafka, App, Json, Quiet, ShowConfig];
}
