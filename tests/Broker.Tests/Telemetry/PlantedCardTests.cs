using System.Net.Http.Headers;
using System.Text;
using Confluent.Kafka;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Telemetry;

/// <summary>A card number in every place of a record where one can stand is seen nowhere but where records go.</summary>
public sealed class PlantedCardTests(BrokerFixture broker, PackedModel model)
{
    private const string Card = "4929123456781234";
    private const string Token = "a-token-of-the-test";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_planted_card_number_is_in_no_log_trace_metric_answer_or_dead_letter_header()
    {
        await using var collector = await Collector.StartAsync();
        using var folder = new TemporaryFolder();
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 1);
        var records = Records();
        Produce(app, records);
        var port = FreePort.Next();
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint,
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__Console__FormatterName"] = "json",
        };
        await using var scorer = StreamingProgram.Start(
            environment,
            app.RunArguments(
                "--threshold", "0", "--strict-keys", "--drop-repeats", "--http", $"{port}", "--state-token-file", folder.Write("token", Token)));
        var seen = 0L;
        await Eventually.TrueAsync(
            () => (seen = TopicReader.Count(broker.Bootstrap, app.Scores) + TopicReader.Count(broker.Bootstrap, app.Name + ".dead-letter")) >= records.Count,
            Patience,
            () => $"{seen} of {records.Count} settled\n{scorer.Errors}");

        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var answers = new List<string>();
        foreach (var path in (string[])["/health/live", "/health/ready", "/health/startup", "/metrics", "/model", "/partitions", "/openapi.json"])
        {
            answers.Add(await client.GetStringAsync(path, TestContext.Current.CancellationToken));
        }

        using (var events = new StreamReader(await client.GetStreamAsync("/events", TestContext.Current.CancellationToken)))
        {
            answers.Add(await events.ReadLineAsync(TestContext.Current.CancellationToken) ?? "");
        }

        var state = await AskAsync(client);
        Assert.Contains("\"events\":1", state, StringComparison.Ordinal);
        answers.Add(state);
        scorer.Terminate();
        await scorer.ExitsAsync(0, Patience);

        var letters = TopicReader.ReadAll(broker.Bootstrap, app.Name + ".dead-letter");
        Assert.Equal(
            ["bad-time", "duplicate", "not-json", "null-value", "time-ahead", "too-large", "wrong-type"],
            letters.Select(letter => letter.Header("reason")!).Distinct().Order(StringComparer.Ordinal));
        await Eventually.TrueAsync(() => collector.Text.Contains($"send {app.Scores}", StringComparison.Ordinal), Patience, () => collector.Text);

        Absent("logs", scorer.Errors);
        Absent("standard output", scorer.Output);
        Absent("traces and metrics", collector.Text);
        Assert.All(answers, answer => Absent("an answer", answer));
        Assert.All(
            letters.SelectMany(letter => letter.Message.Headers),
            header => Absent($"the header {header.Key}", Encoding.UTF8.GetString(header.GetValueBytes())));

        // The logs were there to be looked through, with the trace that a line belongs to.
        Assert.Contains("\"TraceId\"", scorer.Errors, StringComparison.Ordinal);
    }

    private static void Absent(string where, string text)
    {
        var at = text.IndexOf(Card, StringComparison.Ordinal);
        Assert.True(at < 0, $"the card number is in {where}: {(at < 0 ? "" : text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)])}");
    }

    private static async Task<string> AskAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/state") { Content = new StringContent($$"""{"key":"{{Card}}"}""") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static List<string?> Records()
    {
        var valid = TestEvents.Make(1, 1, seed: 1).Single().Json;
        var time = "2024-05-01T00:00:00Z";
        string With(string member, string value) => valid.Replace($"\"{member}\":", $"\"{member}\":{value},\"was\":", StringComparison.Ordinal);
        return
        [
            With("card", $"\"{Card}\""),
            With("id", $"\"{Card}\""),
            valid[..^1] + $",\"note\":\"{Card}\"}}",
            With("time", $"\"{Card}\""),
            valid.Replace(time, "2199-05-01T00:00:00Z", StringComparison.Ordinal)[..^1] + $",\"note\":\"{Card}\"}}",
            With("f0", $"\"{Card}x\""),
            With("f1", $"{Card}"),
            With("id", $"[\"{Card}\"]"),
            $"{{\"card\":\"{Card}\"",
            Card,
            With("card", $"\"{Card}\"")[..^1] + $",\"blob\":\"{string.Concat(Enumerable.Repeat(Card, 20_000))}\"}}",
            null,
        ];
    }

    private void Produce(Application app, List<string?> records)
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = broker.Bootstrap, MessageMaxBytes = 900_000 }).Build();
        foreach (var record in records)
        {
            producer.Produce(new TopicPartition(app.Input, 0), new Message<byte[]?, byte[]?>
            {
                Key = Encoding.UTF8.GetBytes(Card),
                Value = record is null ? null : Encoding.UTF8.GetBytes(record),
                Headers = new Headers { { "traceparent", Encoding.UTF8.GetBytes(Card) }, { "note", Encoding.UTF8.GetBytes(Card) } },
            });
        }

        producer.Flush(TestContext.Current.CancellationToken);
    }
}
