using System.Text;
using System.Text.Json;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary>Options of <c>run</c> that an operator reaches for, through the command line.</summary>
public sealed class RunOptionsTests(BrokerFixture broker, PackedModel model)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Skipped_records_and_repeats_become_dead_letters_and_advance_nothing()
    {
        var app = await NewAsync();
        var events = TestEvents.Make(12, 1, seed: 1).Select(made => made.Json).ToList();
        events.Insert(6, events[5]);
        TestTopics.Produce(broker.Bootstrap, app.Input, events.Select(json => (0, (byte[]?)null, (byte[]?)Encoding.UTF8.GetBytes(json))));
        var report = await RunAsync(app, "--skip", "0:2,0:3", "--drop-repeats");

        Assert.Equal(10, report.GetProperty("scored").GetInt32());
        Assert.Equal(
            ["2 skipped", "3 skipped", "6 duplicate"],
            TopicReader.ReadAll(broker.Bootstrap, app.Name + ".dead-letter").Select(letter => $"{letter.Header("offset")} {letter.Header("reason")}"));
        Assert.Equal(Enumerable.Range(1, 10), Scores(app).Select(score => score.GetProperty("count").GetInt32()));

        // The last ids are durable as the rest of a state is.
        TestTopics.Produce(broker.Bootstrap, app.Input, [(0, null, Encoding.UTF8.GetBytes(events[^1]))]);
        Assert.Equal(1, (await RunAsync(app, "--drop-repeats")).GetProperty("deadLetters").GetInt32());
    }

    [Fact]
    public async Task Beyond_its_memory_for_states_a_scorer_pauses_and_says_so()
    {
        var app = await NewAsync();
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(40_000, 40_000, seed: 2, partitions: 1));
        await using var scorer = app.Run("--state-memory", "2000000");
        await scorer.SaysAsync("ingest pauses", Patience);
        scorer.Terminate();
        await scorer.ExitsAsync(0, Patience);
        Assert.InRange(scorer.Report().GetProperty("scored").GetInt32(), 1_000, 25_000);
    }

    [Fact]
    public async Task A_warm_start_on_a_topic_with_history_publishes_nothing_of_it_and_knows_every_card()
    {
        var app = await NewAsync();
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(3_000, 50, seed: 3, partitions: 1));
        Assert.Equal(0, (await RunAsync(app, "--start", "warm")).GetProperty("scored").GetInt32());
        Assert.Equal(3_000, (await TopicReader.CommittedAsync(broker.Bootstrap, app.Name, app.Input))[0]);

        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(200, 50, seed: 4, partitions: 1, first: 3_000));
        Assert.Equal(200, (await RunAsync(app, "--start", "warm")).GetProperty("scored").GetInt32());

        // As an app that scored it all from the first event on.
        var other = new Application(broker.Bootstrap, model.Path) { Input = app.Input };
        await other.CreateTopicsAsync(partitions: 1);
        await RunAsync(other);
        var expected = Scores(other).Skip(3_000).Select(Figures).ToList();
        var warm = Scores(app).Select(Figures).ToList();
        Assert.Equal(expected.Select(figures => figures.Count), warm.Select(figures => figures.Count));
        Assert.All(expected.Zip(warm), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-5f));
    }

    [Fact]
    public async Task Offsets_without_states_are_refused_with_the_way_on()
    {
        var app = await NewAsync();
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(100, 10, seed: 5, partitions: 1));
        await RunAsync(app, "--changelog", "off");
        await using (var refused = app.Run("--until-end"))
        {
            await refused.ExitsAsync(5, Patience);
            var reason = refused.Errors.Split('\n')[^1];
            Assert.Contains("offset 100 is committed, but no marker", reason, StringComparison.Ordinal);
            Assert.Contains("--on-state-mismatch rebuild", reason, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await RunAsync(app, "--on-state-mismatch", "rebuild")).GetProperty("scored").GetInt32());
        await RunAsync(app);
    }

    [Fact]
    public async Task A_sensitive_key_leaves_the_process_nowhere()
    {
        const string pan = "4000001234567899";
        using var folder = new TemporaryFolder();
        var schema = folder.Write("schema.json", (await File.ReadAllTextAsync(model.Schema, TestContext.Current.CancellationToken))
            .Replace("\"field\": \"card\"", "\"field\": \"card\", \"sensitive\": true", StringComparison.Ordinal));
        var secret = folder.Write("secret", "a secret of more than 16 bytes");
        await StreamingProgram.RunAsync(
            0, "pack", Repository.SharedFile("data", "models", "pytorch", "pytorch_gru.onnx"), "--schema", schema, "--out", folder.PathOf("model.onnx"), "--threshold", "0.6");
        var app = new Application(broker.Bootstrap, folder.PathOf("model.onnx"));
        await app.CreateTopicsAsync(partitions: 1);
        var json = TestEvents.Make(3, 1, seed: 6).Select(made => made.Json.Replace(made.Card, pan, StringComparison.Ordinal)).Append($"{{\"card\":\"{pan}\"}}");
        TestTopics.Produce(broker.Bootstrap, app.Input, json.Select(text => (0, (byte[]?)Encoding.UTF8.GetBytes(pan), (byte[]?)Encoding.UTF8.GetBytes(text))));

        await using (var scorer = app.Run("--until-end", "--key-secret-file", secret))
        {
            await scorer.ExitsAsync(0, Patience);
            Assert.Equal((3, 1), (scorer.Report().GetProperty("scored").GetInt32(), scorer.Report().GetProperty("deadLetters").GetInt32()));
            Assert.DoesNotContain(pan, scorer.Output + scorer.Errors, StringComparison.Ordinal);
        }

        foreach (var topic in (string[])[".scores", ".alerts", ".dead-letter", ".changelog"])
        {
            Assert.All(TopicReader.ReadAll(broker.Bootstrap, app.Name + topic), record =>
            {
                byte[]?[] parts = [record.Message.Key, record.Message.Value, .. record.Message.Headers.Select(header => header.GetValueBytes())];
                Assert.DoesNotContain(parts, part => part is not null && part.AsSpan().IndexOf(Encoding.UTF8.GetBytes(pan)) >= 0);
            });
        }

        var letter = Assert.Single(TopicReader.ReadAll(broker.Bootstrap, app.Name + ".dead-letter"));
        Assert.Null(letter.Message.Value);
        string[] show = ["state", "show", "--bootstrap", broker.Bootstrap, "--app", app.Name, "--key", pan, "--json"];
        Assert.Empty((await StreamingProgram.RunAsync(0, show)).GetProperty("states").EnumerateArray());
        var state = Assert.Single((await StreamingProgram.RunAsync(0, [.. show, "--key-secret-file", secret])).GetProperty("states").EnumerateArray());
        Assert.Equal(3, state.GetProperty("events").GetInt32());
    }

    private async Task<Application> NewAsync()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 1);
        return app;
    }

    private static async Task<JsonElement> RunAsync(Application app, params string[] more)
    {
        await using var scorer = app.Run(["--until-end", .. more]);
        await scorer.ExitsAsync(0, Patience);
        return scorer.Report();
    }

    private List<JsonElement> Scores(Application app) =>
        [.. TopicReader.ReadAll(broker.Bootstrap, app.Scores).Select(record => JsonDocument.Parse(record.Message.Value).RootElement)];

    private static (int Count, float Score) Figures(JsonElement score) => (score.GetProperty("count").GetInt32(), score.GetProperty("score").GetSingle());
}
