using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Verbs.Run;
using Streaming.Inference;
using Streaming.Inference.Histories;
using Streaming.Sink.Files;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>Everything that a backtest is configured with, read and checked before a model is loaded. Times are microseconds since the Unix epoch.</summary>
internal sealed record BacktestPlan(
    IReadOnlyList<string> Files,
    string? Topic,
    IReadOnlyList<string> Models,
    string Out,
    long? From,
    long? To,
    long? WarmFrom,
    string? Labels,
    TimeSpan LabelDelay,
    string? Segment,
    int BootstrapSamples,
    TimeSpan? DropKnownCompromised,
    ScoreFileFormat Scores,
    InferenceOptions Inference)
{
    /// <summary>The events that step a state.</summary>
    public HistoryRange Range => new(WarmFrom ?? long.MinValue, To ?? long.MaxValue);

    /// <summary>The first event time that is assessed.</summary>
    public long AssessedFrom => From ?? WarmFrom ?? long.MinValue;

    /// <summary>What is read, for people.</summary>
    public string Source => Topic is { } topic ? $"topic {topic}" : string.Join(", ", Files.Select(Path.GetFileName));

    /// <summary>Reads the options of <c>backtest</c>.</summary>
    /// <exception cref="ConfigurationException">An option is missing, unreadable or contradicts another; the message names it.</exception>
    public static BacktestPlan Read(Settings settings)
    {
        var files = settings.Get(BacktestSettings.Files);
        var topic = settings.Find(BacktestSettings.Topic);
        if ((files.Count == 0) == (topic is null))
        {
            throw new ConfigurationException("either --file or --topic is required: what to read");
        }

        var models = settings.Get(BacktestSettings.Models);
        if (models.Count == 0)
        {
            throw new ConfigurationException("--model is required: one or more models to score with");
        }

        var inference = TuningSections.Inference(settings.Configuration);
        inference.KeySecret = SecretFile.Read(RunSettings.KeySecretFile, settings);
        OptionRanges.Check(new InferenceRanges(), inference, nameof(Inference));
        return new BacktestPlan(
            Existing(files),
            topic,
            models,
            settings.Get(BacktestSettings.Out),
            Microseconds(settings, BacktestSettings.From),
            Microseconds(settings, BacktestSettings.To),
            Microseconds(settings, BacktestSettings.WarmFrom),
            settings.Find(BacktestSettings.Labels),
            settings.Get(BacktestSettings.LabelDelay),
            settings.Find(BacktestSettings.Segment),
            settings.Get(BacktestSettings.BootstrapSamples),
            settings.FindValue(BacktestSettings.DropKnownCompromised),
            settings.Get(BacktestSettings.Scores),
            inference).InOrder();
    }

    private static IReadOnlyList<string> Existing(IReadOnlyList<string> files) => files.FirstOrDefault(file => !File.Exists(file)) is { } missing
        ? throw new ConfigurationException($"--file: there is no file {missing}")
        : files;

    private static long? Microseconds(Settings settings, Setting<DateTimeOffset> setting) =>
        settings.FindValue(setting) is { } time ? (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : null;

    private BacktestPlan InOrder() =>
        From >= To ? throw new ConfigurationException("--to must lie after --from, for it is the first time that is not assessed")
        : WarmFrom >= To ? throw new ConfigurationException("--to must lie after --warm-from")
        : WarmFrom > From ? throw new ConfigurationException("--warm-from must not lie after --from")
        : DropKnownCompromised is { } delay && delay.Ticks % TimeSpan.TicksPerDay != 0
            ? throw new ConfigurationException($"--drop-known-compromised: expected whole days, found {Duration.ToText(delay)}")
        : this;
}
