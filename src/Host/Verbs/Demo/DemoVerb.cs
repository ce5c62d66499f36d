using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Monitoring;
using Streaming.Host.Reports;
using Streaming.Host.Verbs.Generate;
using Streaming.Host.Verbs.Run;
using Streaming.Inference;
using Streaming.Ingest;
using Streaming.Ingest.Generator;
using Streaming.Ingest.Kafka;
using Streaming.Model.Artifact;
using Streaming.Sink;
using Streaming.Sink.Events;

namespace Streaming.Host.Verbs.Demo;

/// <summary>The whole product in one process: a mock broker, a generator that knows the truth, and the pipeline of <c>run</c> between them.</summary>
internal static class DemoVerb
{
    private const string App = "demo";
    private const string Input = "transactions";

    private static readonly Setting<string> s_model = new(
        "--model", "FILE", "The model; the one that comes with the program unless set.", Texts.NotEmpty);

    private static readonly Setting<Pace> s_pace = new(
        "--pace", "PACE", "Transactions a second (2000/s), a multiple of event time (10x), or max.", Pace.Parse) { Default = "2000/s" };

    private static readonly Setting<TimeSpan> s_duration = new(
        "--duration", "DURATION", "Stop so long after the first transaction; at Ctrl-C unless set.", Duration.ParsePositive);

    private static readonly Setting<HttpAddress> s_http = new(
        "--http",
        "[IP:]PORT",
        "Where the live page, health and /metrics are; unless set, port 8080 of localhost, or a free one where that is taken.",
        HttpAddress.Parse);

    public static Verb Verb { get; } = new(
        "demo",
        "Watch transactions being scored: generator, broker and scorer in this one process, nothing to install.",
        "streaming demo --duration 30s",
        [s_model, s_pace, s_duration, GeneratorSettings.Cards, GeneratorSettings.Seed, s_http],
        RunAsync)
    {
        EndsWhenAsked = true,
    };

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var duration = settings.FindValue(s_duration);
        var pace = settings.Get(s_pace);
        var generated = GeneratorOptions(settings);
        var path = settings.Find(s_model) ?? DefaultModel.Path();
        using var model = StepModel.Load(path);

        // A live table and log lines would write over each other.
        using var loggers = context.ShowsProgress ? Logging.Create(settings.Configuration, quiet: true) : null;
        context = context with { Loggers = loggers ?? context.Loggers };

        using var broker = new MockBroker(Input, $"{App}.scores", $"{App}.alerts", $"{App}.dead-letter");
        var plan = Plan(settings, broker);
        var lag = new DemoLag(MockBroker.Partitions);
        Truth? truth = null;
        await using var run = await ScoringRun.OpenAsync(plan, model, context, sink => truth = new Truth(lag.Watch(sink)), cancellationToken);
        using var publisher = await EventPublisher.OpenAsync(Input, plan.Sink, plan.Kafka.Pairs, context.Clock, context.Loggers, cancellationToken);
        var feed = new DemoFeed(new TransactionGenerator(generated), publisher, pace, lag, context.Clock);
        var session = new DemoSession(run, feed, context.Clock);
        var view = new DemoView(context, model, run.Address, () => (run.Report(), truth?.Quality ?? new Quality(null, null)));
        await session.RunAsync(duration, view, cancellationToken);

        RunReportWriter.Write(RunReport.Of(Verb.Name, run.Report(), model) with { Quality = truth?.Quality }, context);
        if (feed.StoppedBecause is { } reason)
        {
            await context.Terminal.Error.WriteLineAsync($"streaming demo: {reason}");
            return ExitCode.Fault;
        }

        return ExitCode.Done;
    }

    // It begins long ago, so that hours at any pace do not bring it into the future.
    private static GeneratorOptions GeneratorOptions(Settings settings) => new()
    {
        Cards = settings.Get(GeneratorSettings.Cards),
        Seed = settings.Get(GeneratorSettings.Seed),
        Start = new DateTimeOffset(2006, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    private static RunPlan Plan(Settings settings, MockBroker broker)
    {
        // The mock broker answers at once what it answers at all; questions about settings it leaves open.
        var sink = new SinkOptions { RequestTimeout = TimeSpan.FromSeconds(1) };
        sink.NameTopicsAfter(App);
        return new RunPlan(
            App,
            App,
            KafkaSettings.Create(broker.Bootstrap, []),
            new IngestOptions { Topic = Input, Group = App },
            new InferenceOptions { MaxAhead = TimeSpan.FromDays(3_650) },
            sink,
            settings.Find(s_http) ?? DemoAddress.Find()).Checked();
    }
}
