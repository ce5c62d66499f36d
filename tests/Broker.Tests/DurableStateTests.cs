using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Streaming.Broker.Tests.Oracle;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary>Key states survive the process: what is scored after it ended is scored as if it had not.</summary>
public sealed class DurableStateTests(BrokerFixture broker, PackedModel model)
{
    [Theory]
    [InlineData("at-least-once")]
    [InlineData("exactly-once")]
    public async Task Scores_after_a_restart_are_those_of_one_run(string delivery)
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 3);
        var events = File.ReadAllLines(Repository.SharedFile("data", "models", "pytorch", "pytorch_gru.events.jsonl"));
        foreach (var part in events.Chunk(700))
        {
            TestTopics.Produce(broker.Bootstrap, app.Input, part.Select(Record));
            await using var scorer = app.Run("--until-end", "--delivery", delivery);
            await scorer.ExitsAsync(0, TimeSpan.FromSeconds(60));
            Assert.Equal(part.Length, scorer.Report().GetProperty("scored").GetInt32());
        }

        var expected = File.ReadLines(Repository.SharedFile("data", "models", "pytorch", "pytorch_gru.expected.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => float.Parse(cells[2], CultureInfo.InvariantCulture));
        var scores = TopicReader.ReadAll(broker.Bootstrap, app.Scores)
            .Select(record => JsonDocument.Parse(record.Message.Value).RootElement)
            .ToDictionary(score => score.GetProperty("id").GetString()!, score => score.GetProperty("score").GetSingle());
        Assert.Equal(expected.Count, scores.Count);
        Assert.All(expected, pair => Assert.Equal(pair.Value, scores[pair.Key], 1e-5f));
    }

    [Theory]
    [InlineData("at-least-once")]
    [InlineData("exactly-once")]
    public async Task A_restart_begins_with_the_snapshot_and_reads_what_came_since(string delivery)
    {
        using var folder = new TemporaryFolder();
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 3);
        string[] options = ["--until-end", "--delivery", delivery, "--snapshots", folder.PathOf("snapshots")];
        await ScoreAsync(seed: 1, options);
        Assert.Equal(3, Directory.GetFiles(folder.PathOf("snapshots")).Length);

        // Nothing since; then a run that writes none; then one on top of both.
        Assert.Contains("from 0 changelog records", await ScoreAsync(seed: 2, options), StringComparison.Ordinal);
        await ScoreAsync(seed: 3, "--until-end", "--delivery", delivery);
        var errors = await ScoreAsync(seed: 4, options);
        Assert.DoesNotContain("Did not use", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("from 0 changelog records", errors, StringComparison.Ordinal);

        var verdict = await EvidenceReader.JudgeAsync(broker.Bootstrap, app, model.Path, exactlyOnce: delivery == "exactly-once");
        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.Equal(4_000, verdict.RecordsChecked);

        async Task<string> ScoreAsync(int seed, params string[] more)
        {
            TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(1_000, 100, seed, partitions: 3));
            await using var scorer = app.Run(more);
            await scorer.ExitsAsync(0, TimeSpan.FromSeconds(60));
            return scorer.Errors;
        }
    }

    [Fact]
    public async Task A_missing_changelog_is_made_compacted_and_with_the_partitions_of_the_input()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        foreach (var topic in (string[])[app.Input, app.Scores, app.Name + ".alerts", app.Name + ".dead-letter"])
        {
            await TestTopics.CreateAsync(broker.Bootstrap, topic, 3);
        }

        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(300, 30, seed: 1, partitions: 3));
        await using var scorer = app.Run("--until-end", "--changelog", "on");
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(60));

        var changelog = app.Name + ".changelog";
        Assert.Equal(3, TopicReader.Partitions(broker.Bootstrap, changelog));
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
        var settings = await admin.DescribeConfigsAsync([new ConfigResource { Type = ResourceType.Topic, Name = changelog }]);
        Assert.Equal("compact", settings[0].Entries["cleanup.policy"].Value);
    }

    private static (int Partition, byte[]? Key, byte[]? Value) Record(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        var card = parsed.RootElement.GetProperty("card").GetString()!;
        return (int.Parse(card.AsSpan(1), CultureInfo.InvariantCulture) % 3, Encoding.UTF8.GetBytes(card), Encoding.UTF8.GetBytes(json));
    }
}
