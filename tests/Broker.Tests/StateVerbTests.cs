using System.Text.Json;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary><c>streaming state</c>: what is kept is seen, forgotten and dropped, and only while nobody works with it.</summary>
public sealed class StateVerbTests(BrokerFixture broker, PackedModel model)
{
    private const string Card = "c00003";

    [Fact]
    public async Task A_forgotten_card_begins_again_at_one_wherever_its_state_lay_and_no_other_does()
    {
        var app = await ScoredAsync();
        var before = await StateAsync(app, 0, "list");
        var states = Assert.Single(before.GetProperty("states").EnumerateArray());
        Assert.Equal(10, states.GetProperty("keys").GetInt64());
        Assert.Equal([0, 1, 2], states.GetProperty("partitions").EnumerateArray().Select(row => row.GetProperty("partition").GetInt32()));
        Assert.Equal(300, states.GetProperty("partitions").EnumerateArray().Sum(row => row.GetProperty("offset").GetInt64()));
        Assert.All(states.GetProperty("partitions").EnumerateArray(), row => Assert.Equal(app.Name, row.GetProperty("group").GetString()));

        // Partition 2, which no hash of this key gives: TestEvents spreads by number.
        var shown = Assert.Single((await StateAsync(app, 0, "show", "--key", Card)).GetProperty("states").EnumerateArray());
        Assert.Equal(states.GetProperty("stateId").GetString(), shown.GetProperty("stateId").GetString());
        var events = TestEvents.Make(300, 10, seed: 3).Count(made => made.Card == Card);
        Assert.Equal(events, shown.GetProperty("events").GetInt64());
        Assert.True(shown.GetProperty("norm").GetDouble() > 0);

        Assert.Equal(1, (await StateAsync(app, 0, "forget", "--key", Card)).GetProperty("keys").GetInt64());
        Assert.Empty((await StateAsync(app, 0, "show", "--key", Card)).GetProperty("states").EnumerateArray());
        Assert.Equal(0, (await StateAsync(app, 0, "forget", "--key", Card)).GetProperty("keys").GetInt64());

        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(100, 10, seed: 4, partitions: 3, first: 300));
        await RunAsync(app);
        var counts = TopicReader.ReadAll(broker.Bootstrap, app.Scores)
            .Select(record => JsonDocument.Parse(record.Message.Value).RootElement)
            .Where(score => string.CompareOrdinal(score.GetProperty("id").GetString(), "e0000300") >= 0)
            .GroupBy(score => score.GetProperty("key").GetString()!)
            .ToDictionary(card => card.Key, card => card.Min(score => score.GetProperty("count").GetInt64()));
        Assert.Equal(1, counts[Card]);
        Assert.All(counts.Where(card => card.Key != Card), card => Assert.True(card.Value > 1));
    }

    [Fact]
    public async Task Dropped_states_are_gone_with_their_marker_and_a_run_says_what_to_do()
    {
        var app = await ScoredAsync();
        var stateId = (await StateAsync(app, 0, "list")).GetProperty("states")[0].GetProperty("stateId").GetString()!;
        await using (var wrong = StreamingProgram.Start(Arguments(app, "drop", "--state-id", "0123456789ab")))
        {
            await wrong.ExitsAsync(2, TimeSpan.FromSeconds(60));
            Assert.Contains(stateId, wrong.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(10, (await StateAsync(app, 0, "drop", "--state-id", stateId)).GetProperty("keys").GetInt64());
        Assert.Empty((await StateAsync(app, 0, "list")).GetProperty("states").EnumerateArray());

        await using (var refused = app.Run("--until-end"))
        {
            await refused.ExitsAsync(5, TimeSpan.FromSeconds(60));
            Assert.Contains("--on-state-mismatch", refused.Errors, StringComparison.Ordinal);
        }

        await RunAsync(app, "--on-state-mismatch", "rebuild");
        Assert.Equal(10, (await StateAsync(app, 0, "list")).GetProperty("states")[0].GetProperty("keys").GetInt64());
    }

    [Fact]
    public async Task While_an_instance_works_nothing_is_changed()
    {
        var app = await ScoredAsync();
        await using var scorer = app.Run();
        await scorer.SaysAsync("restored", TimeSpan.FromSeconds(60));
        var states = (await StateAsync(app, 0, "list")).GetProperty("states")[0];

        await StateAsync(app, 5, "forget", "--key", Card);
        await StateAsync(app, 5, "drop", "--state-id", states.GetProperty("stateId").GetString()!);

        // Under whatever group the caller thinks it runs: the markers name the true one.
        await StateAsync(app, 5, "forget", "--key", Card, "--group", "another");
        scorer.Terminate();
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(30));
        Assert.Equal(10, (await StateAsync(app, 0, "list")).GetProperty("states")[0].GetProperty("keys").GetInt64());
    }

    private async Task<Application> ScoredAsync()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 3);
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(300, 10, seed: 3, partitions: 3));
        await RunAsync(app);
        return app;
    }

    private static async Task RunAsync(Application app, params string[] more)
    {
        await using var scorer = app.Run(["--until-end", .. more]);
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(60));
    }

    private string[] Arguments(Application app, params string[] words) =>
        ["state", .. words, "--bootstrap", broker.Bootstrap, "--app", app.Name, "--json"];

    private async Task<JsonElement> StateAsync(Application app, int exitCode, params string[] words)
    {
        await using var program = StreamingProgram.Start(Arguments(app, words));
        await program.ExitsAsync(exitCode, TimeSpan.FromSeconds(60));
        Assert.DoesNotContain(Card, program.Output + program.Errors, StringComparison.Ordinal);
        return program.Report();
    }
}
