using Streaming.Host.CommandLine;
using Streaming.Host.Reports;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Run;

/// <summary>Scores a topic live.</summary>
internal static class RunVerb
{
    public static Verb Verb { get; } = new(
        "run",
        "Score the events of a topic live, until stopped.",
        "streaming run --bootstrap localhost:9092 --topic transactions --model models/card-gru.onnx",
        RunSettings.All,
        RunAsync)
    {
        EndsWhenAsked = true,
    };

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        // In this order: whoever mistyped an option or has a bad model learns it without a broker.
        var plan = RunPlan.Read(context.Settings);
        using var model = StepModel.Load(context.Settings.Get(RunSettings.Model));
        KeySecret.Check(plan.Inference.KeySecret, model);

        // A live table and log lines would write over each other.
        using var loggers = context.ShowsProgress ? Logging.Create(context.Settings.Configuration, quiet: true) : null;
        context = context with { Loggers = loggers ?? context.Loggers };
        await using var run = await ScoringRun.OpenAsync(plan, model, context, watch: null, cancellationToken);
        if (plan.Durable is null)
        {
            context.Loggers.CreateLogger<ScoringRun>().StateIsNotDurable();
        }

        await new RunView(context, plan, model, run).ShowWhileAsync(run.RunAsync(cancellationToken));
        RunReportWriter.Write(RunReport.Of("run", run.Report(), model), context);
        return ExitCode.Done;
    }
}
