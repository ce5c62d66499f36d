using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Verbs.Load;
using Streaming.Host.Verbs.Run;
using Streaming.Inference.Ports;
using Streaming.Ingest;
using Streaming.Ingest.Files;
using Streaming.Ingest.Ranges;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>Scores recorded events and compares the scores with the truth.</summary>
internal static class BacktestVerb
{
    public static Verb Verb { get; } = new(
        "backtest",
        "Score recorded events with one or more models and compare the scores with the labels.",
        "streaming backtest --file transactions.csv.gz --model models/card-gru.onnx --out backtest",
        BacktestSettings.All,
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var plan = BacktestPlan.Read(context.Settings);
        var models = new List<StepModel>();
        try
        {
            foreach (var path in plan.Models)
            {
                models.Add(StepModel.Load(path));
            }

            CheckSecret(plan, models);
            using var history = await OpenAsync(plan, models[0], context, cancellationToken);
            var labels = plan.Labels is { } name ? ReadLabels(name, plan, models[0], context, cancellationToken) : null;
            var outcome = await new BacktestRun(plan, models, context).RunAsync(history, labels, cancellationToken);
            BacktestReport.Write(outcome, models[0], plan.Out, context);
            return ExitCode.Done;
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    private static async Task<IRecordHistory> OpenAsync(
        BacktestPlan plan, StepModel model, VerbContext context, CancellationToken cancellationToken)
    {
        if (plan.Topic is not { } topic)
        {
            return new FileHistory(plan.Files, plan.Inference.MaxRecordBytes);
        }

        // The first model's time merges the partitions: models of one input agree on when an event happened.
        var roles = new RoleReader(model.Schema);
        var range = new TopicRange(
            topic,
            roles.TimeOf,
            plan.Inference.MaxAhead,
            From: plan.WarmFrom is { } from ? DateTimeOffset.UnixEpoch.AddMicroseconds(from) : null);
        var reader = await TopicRangeReader.OpenAsync(
            range, TuningSections.Ingest(context.Settings.Configuration), context.Settings.Get(CommonSettings.Kafka), context.Clock, context.Loggers, cancellationToken);
        return new TopicHistory(reader, cancellationToken);
    }

    private static void CheckSecret(BacktestPlan plan, IReadOnlyList<StepModel> models)
    {
        foreach (var model in models.Where(model => model.Schema.Key.IsSensitive || plan.Inference.KeySecret is not null))
        {
            KeySecret.Check(plan.Inference.KeySecret, model);
        }
    }

    private static LabelBook ReadLabels(string name, BacktestPlan plan, StepModel model, VerbContext context, CancellationToken cancellationToken)
    {
        using IRecordHistory source = File.Exists(name) ? new FileHistory([name], plan.Inference.MaxRecordBytes) : OpenLabels(name, plan, context);
        return LabelBook.Read(source, name, model.Schema, cancellationToken);
    }

    private static WholeTopicHistory OpenLabels(string name, BacktestPlan plan, VerbContext context)
    {
        if (!Texts.IsTopicName(name))
        {
            throw new ConfigurationException($"--labels: there is no file {name}");
        }

        try
        {
            var options = TuningSections.Ingest(context.Settings.Configuration);
            options.Topic = name;
            return new WholeTopicHistory(
                options, plan.Inference.MaxRecordBytes, context.Settings.Get(CommonSettings.Kafka), context.Clock, context.Loggers);
        }
        catch (IngestException failure)
        {
            throw new ConfigurationException($"--labels: there is no file {name}, and no topic either: {failure.Message}");
        }
    }
}
