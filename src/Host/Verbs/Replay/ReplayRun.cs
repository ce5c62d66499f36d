using Streaming.Host.CommandLine;
using Streaming.Host.Pacing;
using Streaming.Host.Reports;
using Streaming.Host.Verbs.Load;
using Streaming.Inference;
using Streaming.Ingest.Ranges;
using Streaming.Model.Artifact;
using Streaming.Sink;
using Streaming.Sink.Scores;
using Streaming.Sink.Topics;

namespace Streaming.Host.Verbs.Replay;

/// <summary>The live pipeline over a range of the log: no group, no changelog, scores to a topic of their own.</summary>
internal sealed class ReplayRun(ReplayPlan plan, StepModel model, VerbContext context)
{
    /// <summary>Replays until the range's end, or until asked to stop.</summary>
    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        using var reader = await OpenReaderAsync(cancellationToken);
        await EnsureTargetAsync(cancellationToken);
        plan.Inference.InputPartitions = reader.TopicPartitions;
        using var sink = await KafkaScoreSink.OpenAsync(
            plan.Sink,
            plan.Kafka.Pairs,
            ScoreStamp.Of(model, plan.Topic, plan.Inference.Threshold, plan.Id),
            reader.TopicPartitions,
            transactions: null,
            context.Clock,
            context.Loggers,
            cancellationToken);
        var pacer = new Pacer(plan.Pace, context.Clock);
        using var source = new TopicRangeSource(
            reader,
            ReplayPlan.Microseconds(plan.WarmFrom) ?? long.MinValue,
            (eventTime, token) => plan.Output.Contains(eventTime) ? pacer.WaitAsync(eventTime, token).AsTask() : Task.CompletedTask);
        using var pipeline = new ScoringPipeline(
            model, plan.Inference, source, sink, context.Clock, TaskScheduler.Default, context.Loggers.CreateLogger<ScoringPipeline>());
        context.Loggers.CreateLogger<ReplayRun>().ReplayStarted(plan.Id, plan.Topic, plan.ToTopic, model.Name, model.ModelId, model.StateId);
        await new ReplayView(context, plan, pipeline, source, reader).ShowWhileAsync(pipeline.RunAsync(cancellationToken));
        return RunReport.Of("replay", pipeline.Report(), model) with { Replay = plan.Id };
    }

    private Task<TopicRangeReader> OpenReaderAsync(CancellationToken cancellationToken)
    {
        var roles = new RoleReader(model.Schema);
        var range = new TopicRange(
            plan.Topic,
            roles.TimeOf,
            plan.Inference.MaxAhead,
            plan.Output.FromOffsets is { } offsets ? [.. offsets.Keys.Order()] : null,
            plan.WarmFrom);
        return TopicRangeReader.OpenAsync(range, plan.Ingest, plan.Kafka, context.Clock, context.Loggers, cancellationToken);
    }

    // The input is there: its reader has looked.
    private async Task EnsureTargetAsync(CancellationToken cancellationToken)
    {
        var none = new Dictionary<string, string>();
        using var topics = new TopicAdministration(plan.Sink, plan.Kafka.Pairs, context.Clock, context.Loggers);
        await topics.EnsureAsync(
            [new TopicPlan(plan.Topic, null, null, none, []), new TopicPlan(plan.ToTopic, null, null, none, [])], cancellationToken);
    }
}
