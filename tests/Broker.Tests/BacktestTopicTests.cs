using System.Text.Json;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary>A topic backtests as the file that it was loaded from.</summary>
public sealed class BacktestTopicTests(BrokerFixture broker)
{
    [Fact]
    public async Task Figures_from_a_topic_are_those_from_the_file()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(Repository.Root, "models", "card-gru.onnx");
        var file = folder.PathOf("history.jsonl");
        var app = new Application(broker.Bootstrap, model);
        await app.CreateTopicsAsync(partitions: 3);
        await StreamingProgram.RunAsync(0, "generate", "--cards", "200", "--days", "20", "--seed", "5", "--out", file);
        await StreamingProgram.RunAsync(
            0, "load", "--bootstrap", broker.Bootstrap, "--file", file, "--schema", Path.Combine(Repository.Root, "schemas", "transactions.json"), "--to-topic", app.Input);

        await StreamingProgram.RunAsync(0, "backtest", "--file", file, "--model", model, "--out", folder.PathOf("file"), "--scores", "csv");
        await StreamingProgram.RunAsync(
            0, "backtest", "--bootstrap", broker.Bootstrap, "--topic", app.Input, "--model", model, "--out", folder.PathOf("topic"), "--scores", "csv");

        using var expected = Metrics(folder.PathOf("file"));
        using var found = Metrics(folder.PathOf("topic"));
        foreach (var figure in (string[])["rocAuc", "averagePrecision", "cardPrecisionAt100", "precision", "recall"])
        {
            Assert.Equal(expected.RootElement.GetProperty(figure).GetDouble(), found.RootElement.GetProperty(figure).GetDouble(), 1e-6);
        }

        Assert.Equal(File.ReadLines(Path.Combine(folder.PathOf("file"), "scores.csv")).Count(), File.ReadLines(Path.Combine(folder.PathOf("topic"), "scores.csv")).Count());
    }

    [Fact]
    public async Task Labels_of_a_topic_override_the_events_own()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(Repository.Root, "models", "card-gru.onnx");
        var file = folder.PathOf("history.jsonl");
        var topic = "labels-" + Guid.NewGuid().ToString("N")[..10];
        await TestTopics.CreateAsync(broker.Bootstrap, topic, 2);
        await StreamingProgram.RunAsync(0, "generate", "--cards", "50", "--days", "10", "--seed", "5", "--out", file);
        var ids = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").ToString()).ToList();

        // The first said wrong first: the last word counts. The tenth is unlabelled.
        TestTopics.Produce(broker.Bootstrap, topic,
        [
            (0, null, Label(ids[0], 0)), (0, null, Label(ids[0], 1)),
            .. ids.Skip(1).Where((_, i) => i != 8).Select((id, i) => (i % 2, (byte[]?)null, Label(id, i < 20 ? 1 : 0))),
        ]);

        await StreamingProgram.RunAsync(
            0, "backtest", "--bootstrap", broker.Bootstrap, "--file", file, "--labels", topic, "--model", model, "--out", folder.PathOf("out"), "--scores", "csv");

        using var metrics = Metrics(folder.PathOf("out"));
        Assert.Equal(1, metrics.RootElement.GetProperty("input").GetProperty("withoutLabel").GetInt32());
        var labels = File.ReadLines(Path.Combine(folder.PathOf("out"), "scores.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => cells[2]);
        Assert.Equal("1", labels[ids[0]]);
        Assert.Equal("", labels[ids[9]]);
        Assert.Equal(21, labels.Values.Count(label => label == "1"));

        await StreamingProgram.RunAsync(
            2, "backtest", "--bootstrap", broker.Bootstrap, "--file", file, "--labels", topic + "-not", "--model", model, "--out", folder.PathOf("none"));
    }

    private static byte[]? Label(string id, int label) => JsonSerializer.SerializeToUtf8Bytes(new { id, label });

    private static JsonDocument Metrics(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "metrics.json")));
}
