using Streaming.Host.CommandLine;
using Streaming.Host.Reports;
using Streaming.Host.Verbs.Run;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Replay;

/// <summary>Scores a range of a topic again, apart from everything live.</summary>
internal static class ReplayVerb
{
    public static Verb Verb { get; } = new(
        "replay",
        "Score the history of a topic again, to a topic of its own. No group, offset, state or output of a live app is touched.",
        "streaming replay --topic transactions --from 2026-01-01 --to 2026-02-01 --model models/card-gru.onnx --to-topic replays",
        ReplaySettings.All,
        RunAsync)
    {
        EndsWhenAsked = true,
    };

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        // In this order: whoever mistyped an option or has a bad model learns it without a broker.
        var plan = ReplayPlan.Read(context.Settings, context.Clock);
        using var model = StepModel.Load(context.Settings.Get(RunSettings.Model));
        KeySecret.Check(plan.Inference.KeySecret, model);

        // A live table and log lines would write over each other.
        using var loggers = context.ShowsProgress ? Logging.Create(context.Settings.Configuration, quiet: true) : null;
        context = context with { Loggers = loggers ?? context.Loggers };
        var report = await new ReplayRun(plan, model, context).RunAsync(cancellationToken);
        if (report.Events == 0)
        {
            context.Loggers.CreateLogger<ReplayRun>().NothingInRange(plan.Topic);
        }

        RunReportWriter.Write(report, context);
        return ExitCode.Done;
    }
}
