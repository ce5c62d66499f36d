using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary>Law 4: a replay gives the scores of the live run, and nothing that is live is touched by it.</summary>
public sealed class ReplayTests(BrokerFixture broker, PackedModel model)
{
    private const int Partitions = 3;
    private static readonly DateTime s_first = new(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_replay_equals_the_live_run_and_leaves_everything_live_as_it_was()
    {
        var app = await ScoredAsync();
        var live = Scores(app.Scores);
        var before = await PictureAsync(app);

        // A range in the middle, warmed up from the log's start; with late events and dead letters on either side of its edges.
        var range = await ReplayAsync(app, "range", "--from", Time(1_000), "--to", Time(2_000));
        var expected = live.Where(score => score.Value.Time >= s_first.AddSeconds(1_000) && score.Value.Time < s_first.AddSeconds(2_000)).ToDictionary();
        AssertEqual(expected, Scores(app.Name + ".range"), range.GetProperty("replay").GetString()!);
        Assert.Equal("replay", range.GetProperty("verb").GetString());
        Assert.Equal(expected.Count, range.GetProperty("scored").GetInt32());
        Assert.Equal(1, range.GetProperty("deadLetters").GetInt32());

        // One partition from an offset on.
        await ReplayAsync(app, "offsets", "--from-offset", "1:200");
        AssertEqual(live.Where(score => score.Key is { Partition: 1, Offset: >= 200 }).ToDictionary(), Scores(app.Name + ".offsets"), null);

        // Without a history before it, cards begin at one.
        await ReplayAsync(app, "cold", "--warm-from", Time(2_500));
        var cold = Scores(app.Name + ".cold");
        Assert.Equal(live.Count(score => score.Value.Time >= s_first.AddSeconds(2_500)), cold.Count);
        Assert.Contains(cold.Values, score => score.Count == 1);

        Assert.Equal(before, await PictureAsync(app));
    }

    [Fact]
    public async Task A_pace_is_kept_in_event_time_and_the_warm_up_is_not_held_back()
    {
        var app = await ScoredAsync();
        var started = Stopwatch.GetTimestamp();
        var report = await ReplayAsync(app, "paced", "--from", Time(2_000), "--to", Time(2_040), "--pace", "10x");
        var elapsed = Stopwatch.GetElapsedTime(started);
        Assert.Equal(40, report.GetProperty("scored").GetInt32());
        Assert.InRange(report.GetProperty("seconds").GetDouble(), 0, 60);
        Assert.InRange(elapsed.TotalSeconds, 3.9, 60);
    }

    [Fact]
    public async Task What_contradicts_itself_or_would_mix_with_live_scores_is_refused_before_anything_is_read()
    {
        foreach (var arguments in (string[][])[
            ["--to-topic", "transactions"], ["--to-topic", "mine.scores", "--app", "mine"], ["--to-topic", "t", "--from", "2024-05-02", "--to", "2024-05-01"],
            ["--to-topic", "t", "--from", "2024-05-01", "--warm-from", "2024-05-02"], []])
        {
            await StreamingProgram.RunAsync(
                2, ["replay", "--bootstrap", "localhost:1", "--topic", "transactions", "--model", model.Path, .. arguments]);
        }
    }

    private static string Time(int second) => $"{s_first.AddSeconds(second):s}Z";

    private async Task<Application> ScoredAsync()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(Partitions);
        var records = TestEvents.Records(3_000, 60, seed: 21, Partitions).ToList();

        // Late events, among them some that belong into a range whose end they come after; and records that nobody can read.
        (records[900], records[1_500]) = (records[900] with { Value = records[1_500].Value }, records[1_500] with { Value = records[900].Value });
        (records[1_800], records[2_400]) = (records[1_800] with { Value = records[2_400].Value }, records[2_400] with { Value = records[1_800].Value });
        foreach (var bad in (int[])[500, 1_200, 2_600])
        {
            records[bad] = records[bad] with { Value = "{"u8.ToArray() };
        }

        Produce(app.Input, records);
        await using var scorer = app.Run("--until-end");
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(60));
        return app;
    }

    // Stamped with event time as history is: a record's place in time is told by its timestamp alone where it cannot be read.
    private void Produce(string topic, List<(int Partition, byte[]? Key, byte[]? Value)> records)
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = broker.Bootstrap, EnableIdempotence = true }).Build();
        for (var i = 0; i < records.Count; i++)
        {
            producer.Produce(new TopicPartition(topic, records[i].Partition), new Message<byte[]?, byte[]?>
            {
                Key = records[i].Key,
                Value = records[i].Value,
                Timestamp = new Timestamp(s_first.AddSeconds(i)),
            });
        }

        producer.Flush(TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> ReplayAsync(Application app, string name, params string[] more)
    {
        await using var program = StreamingProgram.Start(
            ["replay", "--bootstrap", broker.Bootstrap, "--topic", app.Input, "--model", model.Path, "--to-topic", $"{app.Name}.{name}", "--max-ahead", "3650d", "--json", .. more]);
        await program.ExitsAsync(0, TimeSpan.FromSeconds(60));
        return program.Report();
    }

    private Dictionary<(int Partition, long Offset), Scored> Scores(string topic) => TopicReader.ReadAll(broker.Bootstrap, topic)
        .Select(record => JsonDocument.Parse(record.Message.Value).RootElement)
        .ToDictionary(
            score => (score.GetProperty("partition").GetInt32(), score.GetProperty("offset").GetInt64()),
            score => new Scored(
                score.GetProperty("time").GetDateTime(),
                score.GetProperty("score").GetSingle(),
                score.GetProperty("count").GetInt64(),
                score.TryGetProperty("replay", out var replay) ? replay.GetString() : null));

    private static void AssertEqual(
        Dictionary<(int Partition, long Offset), Scored> expected, Dictionary<(int Partition, long Offset), Scored> found, string? replay)
    {
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.All(expected, pair =>
        {
            Assert.Equal(pair.Value.Count, found[pair.Key].Count);
            Assert.Equal(pair.Value.Score, found[pair.Key].Score, 1e-5f);
            Assert.Null(pair.Value.Replay);
            Assert.NotNull(found[pair.Key].Replay);
            Assert.True(replay is null || found[pair.Key].Replay == replay);
        });
    }

    // Everything of the broker that a live app could notice: groups, their offsets, and the ends of its topics. Groups of tests that run
    // beside this one come and go, so those that are named as theirs are left out.
    private async Task<string> PictureAsync(Application app)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
        var groups = await admin.ListConsumerGroupsAsync(new ListConsumerGroupsOptions { RequestTimeout = TimeSpan.FromSeconds(20) });
        var text = new StringBuilder().AppendJoin(',', groups.Valid.Select(group => group.GroupId).Where(id => id.Contains(app.Name, StringComparison.Ordinal) || !IsOfAnotherTest(id)).Order());
        text.AppendLine().AppendJoin(',', await TopicReader.CommittedAsync(broker.Bootstrap, app.Name, app.Input)).AppendLine();
        using var consumer = new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig { BootstrapServers = broker.Bootstrap, GroupId = "topic-reader-ends", EnableAutoCommit = false }).Build();
        foreach (var topic in (string[])[app.Input, .. new[] { ".scores", ".alerts", ".dead-letter", ".changelog" }.Select(suffix => app.Name + suffix)])
        {
            for (var partition = 0; partition < Partitions; partition++)
            {
                text.AppendLine($"{topic}[{partition}] {consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), TimeSpan.FromSeconds(20)).High.Value}");
            }
        }

        return text.ToString();
    }

    private static bool IsOfAnotherTest(string group) =>
        Array.Exists(["topic-reader", "app-", "read-"], prefix => group.StartsWith(prefix, StringComparison.Ordinal));

    private sealed record Scored(DateTime Time, float Score, long Count, string? Replay);
}
