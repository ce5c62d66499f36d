using Streaming.Host.CommandLine;
using Streaming.Inference.Ports;
using Streaming.Ingest;
using Streaming.Ingest.Changelog;
using Streaming.Sink.Checkpoints;
using Streaming.Sink.Topics;

namespace Streaming.Host.Verbs.Run;

/// <summary>What makes key states durable, over Kafka: the checkpoints' transactions and the reader of the changelog.</summary>
internal sealed class DurableState : IDisposable
{
    private readonly KafkaChangelogReader _changelog;

    private DurableState(DeliveryMode mode, KafkaCheckpointLog log, KafkaChangelogReader changelog, StateOrigin origin)
    {
        Log = log;
        _changelog = changelog;
        Durability = new Durability(mode, log, changelog, origin);
    }

    /// <summary>The checkpoints' transactions.</summary>
    public KafkaCheckpointLog Log { get; }

    /// <summary>What the pipeline is given.</summary>
    public Durability Durability { get; }

    /// <summary>Looks at the topics. Nothing is written or read yet.</summary>
    public static async Task<DurableState> OpenAsync(
        RunPlan plan, DeliveryMode mode, KafkaRecordSource source, VerbContext context, CancellationToken cancellationToken)
    {
        MakeFolder(plan.Inference.Snapshots);
        var topicId = await source.FindTopicIdAsync(cancellationToken);

        // An app of a time before durable state has every topic but this one.
        using (var topics = new TopicAdministration(plan.Sink, plan.Kafka.Pairs, context.Clock, context.Loggers))
        {
            await topics.CreateMissingAsync(TopicPlan.Changelog(plan.App, source.PartitionCount, replicas: null), cancellationToken);
        }

        var options = CheckpointLogOptions.Of(plan.App, plan.Instance, plan.Ingest.Topic, source.PartitionCount);
        var log = await KafkaCheckpointLog.OpenAsync(options, plan.Sink, plan.Kafka.Pairs, context.Clock, context.Loggers, cancellationToken);
        if (mode == DeliveryMode.ExactlyOnce && plan.Inference.CheckpointInterval > log.TransactionTimeout / 2)
        {
            log.Dispose();
            throw new ConfigurationException(
                $"--checkpoint-interval: exactly-once needs at most half the transaction timeout of {log.TransactionTimeout}, found {plan.Inference.CheckpointInterval}");
        }

        var reader = new KafkaChangelogReader(
            new ChangelogReaderOptions(plan.Ingest.Group, plan.Ingest.Topic, options.ChangelogTopic, log.TransactionTimeout),
            plan.Ingest,
            plan.Kafka,
            context.Clock,
            context.Loggers);
        var origin = new StateOrigin(
            plan.App, plan.Ingest.Group, topicId, source.PartitionCount, KeySecret.IdOf(plan.Inference.KeySecret));
        return new DurableState(mode, log, reader, origin);
    }

    private static void MakeFolder(string? snapshots)
    {
        if (snapshots is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(snapshots);
            File.Create(Path.Combine(snapshots, ".probe"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{RunSettings.Snapshots.Option.Name}: {failure.Message}");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _changelog.Dispose();
        Log.Dispose();
    }
}
