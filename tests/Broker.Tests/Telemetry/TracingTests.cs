using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Telemetry;

/// <summary>Traces over a real broker, received by the OpenTelemetry Collector.</summary>
public sealed class TracingTests(BrokerFixture broker, PackedModel model)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_payment_its_score_and_its_alert_are_one_trace()
    {
        await using var collector = await Collector.StartAsync();
        var app = await NewAsync();
        var payment = await PayAsync(app, collector, at: 7);

        // None of the scorer's own traces is kept: what is seen hangs on the payment.
        await ScoreAsync(app, collector, sampler: "parentbased_traceidratio", share: "0");

        var score = Assert.Single(TopicReader.ReadAll(broker.Bootstrap, app.Scores), record => record.Header("traceparent") is not null);
        var alert = Assert.Single(TopicReader.ReadAll(broker.Bootstrap, app.Name + ".alerts"), record => record.Header("traceparent") is not null);
        Assert.Equal(7, score.Offset.Value);
        Assert.Equal(score.Header("traceparent"), alert.Header("traceparent"));

        await Eventually.TrueAsync(() => collector.Spans.Count(span => span.TraceId == payment.TraceId) >= 4, Patience, () => collector.Text);
        var spans = collector.Spans;
        Assert.All(spans, span => Assert.Equal(payment.TraceId, span.TraceId));
        Assert.Equal(payment.SpanId, Assert.Single(spans, span => span.Name == "payment").Id);
        var process = Assert.Single(spans, span => span.Name == $"process {app.Input}");
        Assert.Equal(payment.SpanId, process.ParentId);
        Assert.Equal($"00-{payment.TraceId}-{process.Id}-01", score.Header("traceparent"));
        var steps = spans.Where(span => span.Name == "step").ToList();
        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Equal(process.Id, step.ParentId));
        Assert.Equal(process.Id, Assert.Single(spans, span => span.Name == $"send {app.Scores}").ParentId);
    }

    [Fact]
    public async Task Everything_sampled_shows_every_kind_of_span_and_exemplars_that_point_at_them()
    {
        await using var collector = await Collector.StartAsync();
        var app = await NewAsync();
        var payment = await PayAsync(app, collector, at: 3);
        await ScoreAsync(app, collector, sampler: "always_on", share: "1");

        string[] names = [$"poll {app.Input}", $"process {app.Input}", "step", $"send {app.Scores}", "checkpoint", $"restore {app.Input}", "payment"];
        await Eventually.TrueAsync(
            () => names.All(name => collector.Spans.Any(span => span.Name == name)) && collector.Text.Contains("Exemplar #", StringComparison.Ordinal),
            Patience,
            () => $"{string.Join(", ", collector.Spans.Select(span => span.Name).Distinct())}\n{collector.Text[..2_000]}");
        var spans = collector.Spans;
        Assert.Equal(names.Order(StringComparer.Ordinal), spans.Select(span => span.Name).Distinct().Order(StringComparer.Ordinal));

        // Batches are traces of their own, which link to the payment.
        foreach (var name in names[..2])
        {
            Assert.Contains(spans, span => span.Name == name && span.TraceId != payment.TraceId && span.Rest.Contains(payment.SpanId, StringComparison.Ordinal));
        }

        var polled = spans.First(span => span.Name == names[0]);
        Assert.Equal(polled.Id, Assert.Single(spans, span => span.Name == names[1] && span.TraceId == polled.TraceId).ParentId);
        var exemplar = collector.Text.Split("Exemplar #")[1];
        Assert.Contains(spans, span => exemplar.Contains(span.TraceId, StringComparison.Ordinal));
    }

    private async Task<Application> NewAsync()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 1);
        return app;
    }

    private static async Task ScoreAsync(Application app, Collector collector, string sampler, string share)
    {
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint,
            ["OTEL_TRACES_SAMPLER"] = sampler,
            ["OTEL_TRACES_SAMPLER_ARG"] = share,
        };
        await using var scorer = StreamingProgram.Start(environment, app.RunArguments("--until-end", "--threshold", "0"));
        await scorer.ExitsAsync(0, Patience);
    }

    // A producer that traces itself: the span of one event is sent to the collector, and goes along in the record's header.
    private async Task<(string TraceId, string SpanId)> PayAsync(Application app, Collector collector, int at)
    {
        using var source = new ActivitySource("Payments");
        using var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource("Payments")
            .AddOtlpExporter(exporter => exporter.Endpoint = new Uri(collector.Endpoint))
            .Build();
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = broker.Bootstrap }).Build();
        var payment = ("", "");
        foreach (var (number, (card, json)) in TestEvents.Make(20, 5, seed: 1).Index())
        {
            var message = new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(card), Value = Encoding.UTF8.GetBytes(json) };
            using var span = number == at ? source.StartActivity("payment", ActivityKind.Producer) : null;
            if (span is not null)
            {
                message.Headers = new Headers { { "traceparent", Encoding.ASCII.GetBytes(span.Id!) } };
                payment = ($"{span.TraceId}", $"{span.SpanId}");
            }

            await producer.ProduceAsync(new TopicPartition(app.Input, 0), message, TestContext.Current.CancellationToken);
        }

        return payment;
    }
}
