using System.Globalization;
using System.Security.Cryptography;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Verbs.Run;
using Streaming.Inference;
using Streaming.Ingest;
using Streaming.Ingest.Kafka;
using Streaming.Sink;

namespace Streaming.Host.Verbs.Replay;

/// <summary>Everything that a replay is configured with, read and checked before a model is loaded or a broker is asked.</summary>
/// <param name="Id">The replay's name, which its scores carry.</param>
/// <param name="Topic">The topic with the history.</param>
/// <param name="ToTopic">Where scores go.</param>
/// <param name="Output">What is published.</param>
/// <param name="WarmFrom">The first event time that steps a state; null for the log's start.</param>
/// <param name="Pace">How fast.</param>
/// <param name="Kafka">The clients' settings.</param>
/// <param name="Ingest">Reading.</param>
/// <param name="Inference">Scoring.</param>
/// <param name="Sink">Writing.</param>
internal sealed record ReplayPlan(
    string Id,
    string Topic,
    string ToTopic,
    OutputRange Output,
    DateTimeOffset? WarmFrom,
    Pace Pace,
    KafkaSettings Kafka,
    IngestOptions Ingest,
    InferenceOptions Inference,
    SinkOptions Sink)
{
    /// <summary>Reads the options of <c>replay</c>.</summary>
    /// <exception cref="ConfigurationException">An option is missing, unreadable or contradicts another; the message names it.</exception>
    public static ReplayPlan Read(Settings settings, TimeProvider clock)
    {
        var topic = settings.Get(ReplaySettings.Topic);
        var from = settings.FindValue(ReplaySettings.From);
        var to = settings.FindValue(ReplaySettings.To);
        var warmFrom = settings.FindValue(ReplaySettings.WarmFrom);
        if (from >= to)
        {
            throw new ConfigurationException("--to must lie after --from");
        }

        if (warmFrom > (from ?? to))
        {
            throw new ConfigurationException("--warm-from must not lie after --from");
        }

        var inference = Policies(settings);
        inference.Output = new OutputRange(
            Microseconds(from ?? warmFrom) ?? long.MinValue,
            Microseconds(to) ?? long.MaxValue,
            settings.Find(ReplaySettings.FromOffset)?.ToDictionary(start => start.Partition, start => start.Offset));
        var ingest = TuningSections.Ingest(settings.Configuration);
        var sink = TuningSections.Sink(settings.Configuration);
        sink.ScoresTopic = Target(settings, topic);
        sink.AlertsTopic = null;
        sink.PublishesDeadLetters = false;
        OptionRanges.Check(new InferenceRanges(), inference, nameof(Inference));
        OptionRanges.Check(new SinkRanges(), sink, nameof(Sink));
        return new ReplayPlan(
            NewId(clock), topic, sink.ScoresTopic, inference.Output, warmFrom, settings.Get(ReplaySettings.Pace), settings.Get(CommonSettings.Kafka), ingest, inference, sink);
    }

    /// <summary>Microseconds since the Unix epoch.</summary>
    public static long? Microseconds(DateTimeOffset? time) =>
        time is { } known ? (known.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : null;

    private static InferenceOptions Policies(Settings settings)
    {
        var inference = TuningSections.Inference(settings.Configuration);
        inference.Threshold = settings.FindValue(RunSettings.Threshold);
        inference.MaxRecordBytes = settings.Get(RunSettings.MaxRecordBytes);
        inference.MaxAhead = settings.Get(RunSettings.MaxAhead);
        inference.StateTtl = settings.FindValue(RunSettings.StateTtl);
        inference.StrictKeys = settings.Get(RunSettings.StrictKeys);
        inference.DropRepeats = settings.Get(RunSettings.DropRepeats);
        inference.Skip = settings.Find(RunSettings.Skip) ?? [];
        inference.KeySecret = SecretFile.Read(RunSettings.KeySecretFile, settings);
        return inference;
    }

    // A replay's scores among live ones would be taken for live by whoever does not look at their tag.
    private static string Target(Settings settings, string input)
    {
        var target = settings.Get(ReplaySettings.ToTopic);
        var app = settings.Get(CommonSettings.App);
        return target == input || target == $"{app}.scores" || target == $"{app}.alerts" || target == $"{app}.dead-letter" || target == $"{app}.changelog"
            ? throw new ConfigurationException($"--to-topic: {target} is a live topic; a replay goes to a topic of its own")
            : target;
    }

    private static string NewId(TimeProvider clock) => string.Create(
        CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}");
}
