using System.Globalization;
using System.Text;
using System.Text.Json;
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
            await using var scorer = app.Run("--until-end", "--changelog", "on", "--delivery", delivery);
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

    private static (int Partition, byte[]? Key, byte[]? Value) Record(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        var card = parsed.RootElement.GetProperty("card").GetString()!;
        return (int.Parse(card.AsSpan(1), CultureInfo.InvariantCulture) % 3, Encoding.UTF8.GetBytes(card), Encoding.UTF8.GetBytes(json));
    }
}
