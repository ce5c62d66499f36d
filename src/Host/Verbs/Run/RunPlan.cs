using Streaming.Host.CommandLine;
using Streaming.Host.Monitoring;
using Streaming.Inference;
using Streaming.Inference.Ports;
using Streaming.Ingest;
using Streaming.Ingest.Kafka;
using Streaming.Sink;

namespace Streaming.Host.Verbs.Run;

/// <summary>Everything that a run is configured with, read and checked before a model is loaded or a broker is asked.</summary>
/// <param name="App">Prefix of the output topics.</param>
/// <param name="Instance">This process among those of its app.</param>
/// <param name="Kafka">The clients' settings.</param>
/// <param name="Ingest">Reading.</param>
/// <param name="Inference">Scoring.</param>
/// <param name="Sink">Writing.</param>
/// <param name="Http">Where health and metrics are served; null: nowhere.</param>
/// <param name="Durable">How scores go with the checkpoints that make key states durable; null: offsets alone are committed.</param>
/// <param name="StateToken">Who may ask for a key's state over HTTP; null: nobody.</param>
internal sealed record RunPlan(
    string App,
    string Instance,
    KafkaSettings Kafka,
    IngestOptions Ingest,
    InferenceOptions Inference,
    SinkOptions Sink,
    HttpAddress? Http,
    DeliveryMode? Durable = null,
    byte[]? StateToken = null)
{
    /// <summary>Reads the options of <c>run</c>. What has no option of its own comes from the sections of <see cref="TuningSections"/>.</summary>
    /// <exception cref="ConfigurationException">An option is missing, unreadable or out of its range; the message names it.</exception>
    public static RunPlan Read(Settings settings)
    {
        var app = settings.Get(CommonSettings.App);
        var ingest = TuningSections.Ingest(settings.Configuration);
        ingest.Topic = settings.Get(RunSettings.Topic);
        ingest.Group = settings.Find(RunSettings.Group) ?? app;
        ingest.GroupProtocol = settings.Get(RunSettings.GroupProtocol);
        ingest.UntilEnd = settings.Get(RunSettings.UntilEnd);
        ingest.MaxEvents = settings.FindValue(RunSettings.MaxEvents);

        var inference = TuningSections.Inference(settings.Configuration);
        inference.Threshold = settings.FindValue(RunSettings.Threshold);
        inference.MaxRecordBytes = settings.Get(RunSettings.MaxRecordBytes);
        inference.MaxAhead = settings.Get(RunSettings.MaxAhead);
        inference.StateTtl = settings.FindValue(RunSettings.StateTtl);
        var delivery = settings.Get(RunSettings.Delivery);
        inference.CheckpointInterval = settings.FindValue(RunSettings.CheckpointInterval)
            ?? TimeSpan.FromMilliseconds(delivery == DeliveryMode.ExactlyOnce ? 100 : 1_000);
        inference.Start = settings.Get(RunSettings.Start);
        inference.OnStateMismatch = settings.Get(RunSettings.OnStateMismatch);
        inference.AllowPartialHistory = settings.Get(RunSettings.AllowPartialHistory);
        inference.StrictKeys = settings.Get(RunSettings.StrictKeys);
        inference.DropRepeats = settings.Get(RunSettings.DropRepeats);
        inference.Skip = settings.Find(RunSettings.Skip) ?? [];
        inference.StateMemory = settings.FindValue(RunSettings.StateMemory);
        inference.Snapshots = settings.Find(RunSettings.Snapshots);
        inference.KeySecret = SecretFile.Read(RunSettings.KeySecretFile, settings);

        var sink = TuningSections.Sink(settings.Configuration);
        sink.NameTopicsAfter(app);

        // A secret is given exactly if the schema declares its key sensitive: then raw keys go nowhere unless asked for (rule 29).
        sink.DeadLetterPayload = settings.FindValue(RunSettings.Payload)
            ?? (inference.KeySecret is null ? DeadLetterPayload.Cut : DeadLetterPayload.None);

        var isDurable = settings.Get(RunSettings.Changelog);
        var stateToken = SecretFile.Read(RunSettings.StateTokenFile, settings);
        if (stateToken is not null && settings.Find(RunSettings.Http) is null)
        {
            throw new ConfigurationException($"{RunSettings.StateTokenFile.Option.Name} needs --http");
        }

        if (!isDurable && delivery == DeliveryMode.ExactlyOnce)
        {
            throw new ConfigurationException("--delivery exactly-once needs --changelog on, for scores commit with the states");
        }

        if (!isDurable && inference.Snapshots is not null)
        {
            throw new ConfigurationException("--snapshots needs --changelog on: a snapshot is the beginning of one");
        }

        if (!isDurable && inference.Start == StartAt.Warm)
        {
            throw new ConfigurationException("--start warm needs --changelog on, or the states would be lost with the process");
        }

        return new RunPlan(
            app,
            settings.Find(RunSettings.Instance) ?? Environment.MachineName,
            settings.Get(CommonSettings.Kafka),
            ingest,
            inference,
            sink,
            settings.Find(RunSettings.Http),
            isDurable ? delivery : null,
            stateToken).Checked();
    }

    /// <summary>This plan, if every option lies in its range.</summary>
    /// <exception cref="ConfigurationException">One does not; the message names it.</exception>
    public RunPlan Checked()
    {
        OptionRanges.Check(new IngestRanges(), Ingest, nameof(Ingest));
        OptionRanges.Check(new InferenceRanges(), Inference, nameof(Inference));
        OptionRanges.Check(new SinkRanges(), Sink, nameof(Sink));
        return this;
    }
}
